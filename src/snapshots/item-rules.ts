import { ProductStatus } from '../../schema/product.type.js';
import { VideoStatus } from '../../schema/video.type.js';
import { isRecord } from '../../datasources/parsing/json.js';
import { rawIdOf } from '../../datasources/snapshot/raw-id.js';
import type {
  ProductRecord,
  ShopRecord,
  SnapshotEdge,
  VideoRecord,
} from '../../datasources/snapshot/record.schema.js';
import type { EmergencyOffline } from '../../datasources/slots/emergency.contract.js';
import type { ItemFault } from './publish-reason.js';

/** What items are judged by. */
export interface ItemContext {
  readonly emergency: EmergencyOffline;
  /** Whether a creative is shown to some viewers only. */
  readonly isForCrowd: (creativeId: string) => boolean;
  /** Epoch ms until which the snapshot may be served. */
  readonly validUntil: number;
}

/** The item as it may be published: itself if nothing is wrong, with parts taken out, or null. */
type ItemRule = (edge: SnapshotEdge, context: ItemContext) => SnapshotEdge | null;

const FOR_SALE: ReadonlySet<ProductStatus> = new Set([ProductStatus.ON_SALE, ProductStatus.PRESALE]);

/** Whether an edge of the feed shows a live room. */
export const isLiveCard = (edge: unknown): boolean =>
  isRecord(edge) && isRecord(edge['node']) && edge['node']['__typename'] === 'LiveCard';

/** Every rule by the fault it finds. */
export const ITEM_RULES: Readonly<Record<Exclude<ItemFault, 'LIVE_CARD'>, ItemRule>> = {
  CROWD_CREATIVE: (edge, { isForCrowd }) => (edge.slot && isForCrowd(edge.slot.creativeId) ? null : edge),
  OFFLINE: (edge, { emergency }) =>
    isOffline(edge, emergency)
      ? null
      : withProducts(edge, (product) => !isProductOffline(product, emergency)),
  NOT_PLAYABLE: (edge) => {
    const video = videoOf(edge);
    return video && video.status !== VideoStatus.NORMAL ? null : edge;
  },
  NOT_ON_SALE: (edge) => withProducts(edge, ({ status }) => FOR_SALE.has(status)),
  EXPIRING_MEDIA: (edge, { validUntil }) => {
    const video = videoOf(edge);
    const lasting = video?.sources.filter(
      ({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > validUntil,
    );
    if (!video || lasting?.length === video.sources.length) return edge;
    return lasting?.length ? withVideo(edge, { ...video, sources: lasting }) : null;
  },
};

function isOffline(edge: SnapshotEdge, { contents, authors, shops }: EmergencyOffline): boolean {
  const video = videoOf(edge);
  if (!video) return contents.has(`BANNER:${rawIdOf('BannerCard', edge.node.id) ?? ''}`);
  const { author, products } = video;
  return (
    contents.has(`VIDEO:${rawIdOf('Video', video.id) ?? ''}`) ||
    (author !== null && authors.has(rawIdOf('Author', author.id) ?? '')) ||
    has(shops, author?.shop ?? null) ||
    has(shops, products.edges[0]?.node.shop ?? null)
  );
}

const isProductOffline = ({ id, shop }: ProductRecord, { products, shops }: EmergencyOffline): boolean =>
  products.has(rawIdOf('Product', id) ?? '') || has(shops, shop);

const has = (shops: ReadonlySet<string>, shop: ShopRecord | null): boolean =>
  shop !== null && shops.has(rawIdOf('Shop', shop.id) ?? '');

const videoOf = ({ node }: SnapshotEdge): VideoRecord | null =>
  node.__typename === 'VideoCard' ? node.video : null;

const withVideo = (edge: SnapshotEdge, video: VideoRecord): SnapshotEdge =>
  edge.node.__typename === 'VideoCard' ? { ...edge, node: { ...edge.node, video } } : edge;

/** The edge with those products alone, the first of them primary. */
function withProducts(edge: SnapshotEdge, keep: (product: ProductRecord) => boolean): SnapshotEdge {
  const video = videoOf(edge);
  const kept = video?.products.edges.filter(({ node }) => keep(node)) ?? [];
  if (!video || kept.length === video.products.edges.length) return edge;
  const edges = kept.map((product, index) => ({ ...product, primary: index === 0 }));
  return withVideo(edge, { ...video, products: { totalCount: edges.length, edges } });
}
