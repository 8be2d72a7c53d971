import { Author } from '../../schema/author.type.js';
import { BannerCard, LiveCard, VideoCard } from '../../schema/cards.type.js';
import type { FeedCard } from '../../schema/cards.type.js';
import type { FeedConnection } from '../../schema/feed.type.js';
import { globalId } from '../../schema/global-id.js';
import { LiveRoom } from '../../schema/live-room.type.js';
import { Product } from '../../schema/product.type.js';
import { Shop } from '../../schema/shop.type.js';
import { Video } from '../../schema/video.type.js';

const image = { url: 'https://img.example/1.jpg', width: 720, height: 1280 };
const instant = Date.UTC(2026, 10, 11, 12);

/** One shop. */
export const shop = new Shop({
  shopId: '4',
  id: globalId('Shop', '4'),
  name: 'Linen House',
  logo: null,
  kind: 'TMALL',
  url: 'https://shop.example/4',
});

/** One author, with nothing carried. */
export const author = new Author({
  accountId: '11',
  shopId: '4',
  closed: false,
  id: globalId('Author', '11'),
  name: 'Linen House',
  avatar: image,
  kind: 'MERCHANT',
  verified: true,
  followerCount: 123_456,
  followerCountText: '12.3万',
  shop,
});

/** One room, with its host carried. */
export const room = new LiveRoom({
  roomId: '3',
  accountId: '11',
  id: globalId('LiveRoom', '3'),
  state: 'LIVE',
  title: 'Autumn linen',
  cover: image,
  startAt: instant,
  viewerCount: 2310,
  viewerCountText: '2310',
  url: 'https://live.example/3',
  author,
});

/** One product, with nothing carried. */
export const product = new Product({
  itemId: '21',
  shopId: '4',
  spuId: null,
  categoryId: null,
  restricted: false,
  regions: null,
  id: globalId('Product', '21'),
  title: 'Linen shirt',
  shortTitle: null,
  image,
  category: null,
  status: 'ON_SALE',
  detailUrl: 'https://item.example/21',
  soldCount30d: 500,
  soldCountText: '500',
  shop,
});

/** One video, with its author carried. */
export const video = new Video({
  videoId: '7',
  authorId: '11',
  shopId: null,
  anchors: [{ itemId: '21', anchorMs: 4200 }],
  fingerprint: null,
  categoryId: '1606',
  publishAtMs: instant,
  expireAtMs: null,
  blockedBy: null,
  id: globalId('Video', '7'),
  title: 'Three ways to fold a shirt',
  cover: image,
  sources: [],
  durationMs: 17_200,
  orientation: 'PORTRAIT',
  status: 'NORMAL',
  publishedAt: instant,
  category: { id: globalId('Category', '1606'), name: null, path: [] },
  tags: ['home'],
  stats: null,
  author,
});

/** A card of every kind. */
export const cards: readonly FeedCard[] = [
  new VideoCard({
    id: globalId('VideoCard', '7'),
    contentType: 'VIDEO',
    targetUrl: 'https://video.example/7',
    video,
    titleOverride: null,
    coverOverride: null,
    recommendReason: null,
    badge: null,
  }),
  new LiveCard({
    id: globalId('LiveCard', '3'),
    contentType: 'LIVE',
    targetUrl: room.url,
    room,
    badge: null,
  }),
  new BannerCard({
    id: globalId('BannerCard', 'c-90'),
    contentType: 'BANNER',
    targetUrl: 'https://act.example/1111',
    image,
    title: '11.11',
  }),
];

/** One page of these cards. */
export const page: FeedConnection = {
  edges: cards.map((node, position) => ({
    cursor: `c${position}`,
    node,
    position,
    source: 'ALGORITHM',
    slot: null,
    tracking: {
      pvid: 'p',
      scm: 'a.b.c.d',
      spm: 'a.b.c.0',
      position,
      buckets: '',
      algoTrace: null,
      args: { k: 'v' },
    },
  })),
  nodes: cards,
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: 'c0', endCursor: 'c2' },
  session: { id: 's', startedAt: instant, restarted: false, buckets: [] },
  serving: {
    tier: 'PRIMARY',
    degraded: false,
    configVersion: '412.7',
    snapshotGeneratedAt: null,
    traceId: '0af7651916cd43dd8448eb211c80319c',
  },
};
