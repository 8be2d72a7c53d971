import type { Product } from '../schema/product.type.js';
import type { VideoProductsArgs } from '../schema/video.args.js';
import type { VideoProductConnection, VideoProductEdge } from '../schema/video-product.type.js';
import type { ProductAnchor, Video } from '../schema/video.type.js';
import { productSpm } from '../mixing/tracking.js';
import { MISS, OFF } from '../datasources/chain/outcome.js';
import type { GatewayContext } from './gateway-context.js';
import { productInVideo, productRecord, productStock } from './product.chains.js';
import {
  applySoldOut,
  keepSellable,
  NO_RULES,
  productPageSize,
  productWindow,
  type KeptProduct,
} from './video-products.js';

/** A page of the products of a video, and only what its place in a feed allows. */
export async function productsOf(
  video: Video,
  { first, after }: VideoProductsArgs,
  ctx: GatewayContext,
): Promise<VideoProductConnection> {
  const size = productPageSize(first);
  if (video.products !== undefined) return pageOf(video.products.edges, size, after);
  // Behind a cursor the page may need any of the kept products, so all that can be kept are read.
  const kept = await keptProducts(video, after ? video.anchors.length : size, ctx);
  return pageOf(
    kept.map((product, index) => edgeOf(product, index, video)),
    size,
    after,
  );
}

async function keptProducts(
  video: Video,
  count: number,
  ctx: GatewayContext,
): Promise<readonly KeptProduct[]> {
  const rules = video.placement ?? NO_RULES;
  const window = productWindow(video, count);
  const products = await Promise.all(window.map(async ({ itemId }) => ctx.serve(productInVideo, itemId)));
  const found = new Map(products.flatMap((product) => (product ? [[product.itemId, product] as const] : [])));
  await countAbsent(window, found, ctx);
  const kept = keepSellable(window, found, rules, ctx.count);
  if (rules.soldOut === 'KEEP') return kept;
  const itemIds = kept.map(({ product }) => product.itemId);
  const stocks = await ctx.datasources.serving.resolveAll(productStock, itemIds);
  return applySoldOut(kept, stocks, rules, ctx.count);
}

/** Counts the products that are known to be gone. Those that could not be read, or were dropped when read, are counted there. */
async function countAbsent(
  window: readonly ProductAnchor[],
  found: ReadonlyMap<string, Product>,
  { datasources, count }: GatewayContext,
): Promise<void> {
  const absent = window.filter(({ itemId }) => !found.has(itemId));
  const outcomes = await datasources.serving.resolveAll(
    productRecord,
    absent.map(({ itemId }) => itemId),
  );
  for (const outcome of outcomes.values()) if (outcome === MISS || outcome === OFF) count('PR_STATUS');
}

function edgeOf({ product, anchorMs }: KeptProduct, index: number, { placement }: Video): VideoProductEdge {
  const tracking = placement?.tracking;
  return {
    cursor: Buffer.from(product.itemId).toString('base64url'),
    node: product,
    primary: index === 0,
    anchorMs,
    tracking: tracking ? { ...tracking, spm: productSpm(tracking.spm, index) } : null,
  };
}

/** The edges behind a cursor; one that is not among them begins at the first. */
function pageOf(
  all: readonly VideoProductEdge[],
  size: number,
  after: string | null | undefined,
): VideoProductConnection {
  const start = after ? all.findIndex(({ cursor }) => cursor === after) + 1 : 0;
  const edges = all.slice(start, start + size);
  return {
    edges,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: start + size < all.length,
      hasPreviousPage: false,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
