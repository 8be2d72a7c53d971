import { hashOf } from '../../../datasources/snapshot/document.contract.js';
import type { PointerName } from '../../../datasources/snapshot/paths.js';
import { globalId, type GlobalIdType } from '../../../schema/global-id.js';
import type { SnapshotTarget } from '../../../src/snapshots/snapshot-target.js';
import { openTarget } from '../../../src/snapshots/open-target.js';
import { accountId, itemId, shopId, videoId, type Wire } from '../../support/records.js';

/** 2019-11-10T16:00:00Z: the present of tests that choose it. */
export const NOW = 1_573_401_600_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const picture = (path: string) => ({
  url: `https://img.example.test/${path}.jpg`,
  width: 720,
  height: 1_280,
});
const id = (type: GlobalIdType, rawId: string): string => globalId(type, rawId);

const shop = (n: number) => ({
  id: id('Shop', shopId(n)),
  name: `Shop ${n}`,
  logo: picture(`s/${n}`),
  kind: 'TAOBAO',
  url: `https://shop.example.test/${n}`,
});

const category = {
  id: id('Category', '1606'),
  name: 'Shirts',
  path: [id('Category', '16'), id('Category', '1606')],
};

/** A product as `SnapshotFeed` selects it. */
export const product = (n: number, overrides: Wire = {}): Wire => ({
  id: id('Product', itemId(n)),
  title: `Product ${n}`,
  shortTitle: null,
  image: picture(`i/${n}`),
  category,
  status: 'ON_SALE',
  detailUrl: `https://item.example.test/${n}`,
  shop: shop(n),
  ...overrides,
});

/** A video as `SnapshotFeed` selects it: the n-th, of the n-th author, with two products. */
export const video = (n: number, overrides: Wire = {}): Wire => ({
  id: id('Video', videoId(n)),
  title: `Video ${n}`,
  cover: picture(`c/${n}`),
  durationMs: 17_200,
  orientation: 'PORTRAIT',
  status: 'NORMAL',
  publishedAt: '2019-11-10T12:00:00.000Z',
  tags: ['home'],
  sources: [source()],
  category,
  author: {
    id: id('Author', accountId(n)),
    name: `Author ${n}`,
    avatar: null,
    kind: 'MERCHANT',
    verified: true,
    shop: shop(n),
  },
  products: {
    totalCount: 2,
    edges: [
      { primary: true, anchorMs: 1_000, node: product(2 * n) },
      { primary: false, anchorMs: null, node: product(2 * n + 1) },
    ],
  },
  ...overrides,
});

/** A source of a video, without end unless said. */
export const source = (overrides: Wire = {}): Wire => ({
  url: 'https://video.example.test/v/hd.mp4',
  definition: 'HD',
  format: 'mp4',
  bitrateKbps: 1_800,
  sizeBytes: null,
  expiresAt: null,
  ...overrides,
});

/** An edge that shows the n-th video. */
export const videoEdge = (n: number, overrides: Wire = {}): Wire => ({
  position: n,
  source: 'ALGORITHM',
  slot: null,
  node: {
    __typename: 'VideoCard',
    id: id('VideoCard', videoId(n)),
    contentType: 'VIDEO',
    targetUrl: `https://www.vitrine.example/video/${videoId(n)}`,
    titleOverride: null,
    coverOverride: null,
    recommendReason: null,
    badge: null,
    video: video(n, overrides),
  },
});

/** An edge that shows a banner. */
export const bannerEdge = (position: number, creativeId: string): Wire => ({
  position,
  source: 'SLOT',
  slot: { slotId: 'home-1', creativeId, displaced: false },
  node: {
    __typename: 'BannerCard',
    id: id('BannerCard', creativeId),
    contentType: 'BANNER',
    targetUrl: 'https://act.example.test/1111',
    image: picture(`b/${creativeId}`),
    title: '11.11',
  },
});

/** An edge as the feed answers it for a live card: the operation selects nothing of the room. */
export const liveEdge = (position: number): Wire => ({
  position,
  source: 'ALGORITHM',
  slot: null,
  node: {
    __typename: 'LiveCard',
    id: id('LiveCard', '880000000001'),
    contentType: 'LIVE',
    targetUrl: 'https://live.example.test/1',
  },
});

/** The first n videos. */
export const videoEdges = (count: number): Wire[] =>
  Array.from({ length: count }, (_, n) => videoEdge(n + 1));

/** A good document of 40 videos, generated at `generatedAt` (epoch ms). */
export const documentOf = (
  generatedAt: number,
  overrides: Wire = {},
  edges: unknown[] = videoEdges(40),
): Wire => ({
  schemaVersion: 1,
  sceneId: 'home',
  variant: 'all',
  generatedAt: new Date(generatedAt).toISOString(),
  validUntil: new Date(generatedAt + 24 * HOUR).toISOString(),
  sourceTier: 'PRIMARY',
  configVersion: '412.7',
  blockSize: 10,
  operation: 'SnapshotFeed',
  data: { feed: { pageInfo: { hasNextPage: false, endCursor: null }, edges } },
  ...overrides,
});

/** The bytes of a document. */
export const bytesOf = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));

/** Puts a document and its pointer into a store, as a publisher would. Returns the document's hash. */
export async function putSnapshot(
  store: string | SnapshotTarget,
  document: Wire,
  pointerOverrides: Wire = {},
  name: PointerName = 'latest',
): Promise<string> {
  const target = typeof store === 'string' ? openTarget(store, '0') : store;
  const bytes = bytesOf(document);
  const hash = hashOf(bytes);
  const folder = `${String(document['sceneId'])}/${String(document['variant'])}/v1`;
  await target.write(`${folder}/${hash}.json`, bytes);
  await target.write(`${folder}/${name}.json`, bytesOf(pointerTo(document, pointerOverrides)));
  return hash;
}

/** The pointer to a document. */
export function pointerTo(document: Wire, overrides: Wire = {}): Wire {
  const bytes = bytesOf(document);
  const hash = hashOf(bytes);
  const { sceneId, variant, generatedAt, validUntil } = document;
  return {
    ...{ schemaVersion: 1, sceneId, variant, hash, url: `${hash}.json`, bytes: bytes.length, itemCount: 40 },
    ...{ generatedAt, validUntil, previous: null, rollback: false },
    ...overrides,
  };
}
