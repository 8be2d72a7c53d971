import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { rawIdOf } from '../../datasources/snapshot/raw-id.js';
import {
  snapshotEdge,
  type ImageRecord,
  type ShopRecord,
  type SnapshotEdge,
  type VideoCardRecord,
} from '../../datasources/snapshot/record.schema.js';
import { NOTHING_OFF } from '../../datasources/slots/emergency.contract.js';
import type { CollectedFeed } from './collect-feed.js';
import { composeDocument } from './compose-document.js';
import { judgeDocument } from './gate.js';
import { isLiveCard } from './item-rules.js';
import { PublishRefusal } from './publish-reason.js';
import { validUntilOf } from '../../datasources/snapshot/snapshot.js';

/** Items of the packaged list: several pages, and small enough to be read at a cold start. */
const WANTED_ITEMS = 40;
/** There is one list for all scenes; it needs a name all the same. */
const SCENE_ID = 'built-in';

/** What the packaged list is made with. */
export interface PackagingContext {
  /** Base address of the product's own pages and static files, with a slash at its end. */
  readonly site: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * The list that is packaged with the build: the videos of a feed without anything that belongs to a moment (banners, slots,
 * reasons, badges), with media below `{site}static/` and product and shop pages below `{site}`.
 * @throws PublishRefusal when the list is not good enough to be published
 */
export function packageList(feed: CollectedFeed, { site, now }: PackagingContext): Buffer {
  const pages = feed.pages.map((page) => ({ ...page, configVersion: 'none' }));
  const timeless = feed.edges.flatMap((edge) => {
    if (isLiveCard(edge)) return [];
    const parsed = snapshotEdge.safeParse(edge);
    if (!parsed.success) throw new PublishRefusal(['SCHEMA'], { cause: parsed.error });
    return toTimeless(parsed.data, site) ?? [];
  });
  const context = { emergency: NOTHING_OFF, isForCrowd: () => false, validUntil: validUntilOf(now) };
  const head = { sceneId: SCENE_ID, variant: 'all', generatedAt: now, wanted: WANTED_ITEMS } as const;
  const { bytes } = composeDocument(head, { pages, edges: timeless }, context);
  const reasons = judgeDocument(bytes, { ...context, pages, lastCount: null, media: new MediaPolicy(null) });
  if (reasons.length > 0) throw new PublishRefusal(reasons);
  return bytes;
}

function toTimeless({ position, node }: SnapshotEdge, site: string): SnapshotEdge | null {
  if (node.__typename !== 'VideoCard') return null;
  const card: VideoCardRecord = {
    ...node,
    titleOverride: null,
    coverOverride: null,
    recommendReason: null,
    badge: null,
    video: toStatic(node.video, site),
  };
  return { position, source: 'BUILT_IN', slot: null, node: card };
}

function toStatic(video: VideoCardRecord['video'], site: string): VideoCardRecord['video'] {
  const file = (url: string): string => `${site}static${new URL(url).pathname}`;
  const picture = (image: ImageRecord): ImageRecord => ({ ...image, url: file(image.url) });
  const shopOf = (shop: ShopRecord | null): ShopRecord | null =>
    shop && {
      ...shop,
      logo: shop.logo && picture(shop.logo),
      url: `${site}shop/${rawIdOf('Shop', shop.id) ?? ''}`,
    };
  const { author, products } = video;
  return {
    ...video,
    cover: picture(video.cover),
    sources: video.sources.map((source) => ({ ...source, url: file(source.url), expiresAt: null })),
    author: author && {
      ...author,
      avatar: author.avatar && picture(author.avatar),
      shop: shopOf(author.shop),
    },
    products: {
      ...products,
      edges: products.edges.map((edge) => ({
        ...edge,
        node: {
          ...edge.node,
          image: picture(edge.node.image),
          detailUrl: `${site}item/${rawIdOf('Product', edge.node.id) ?? ''}`,
          shop: shopOf(edge.node.shop),
        },
      })),
    },
  };
}
