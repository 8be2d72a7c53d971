import type { Product } from '../schema/product.type.js';
import type { VideoProductsArgs } from '../schema/video.args.js';
import type { VideoProductConnection } from '../schema/video-product.type.js';
import type { ProductAnchor, Video } from '../schema/video.type.js';
import type { Served } from '../datasources/chain/chain.js';
import { MISS, OFF } from '../datasources/chain/outcome.js';
import { whenServed } from '../datasources/chain/served.js';
import type { GatewayContext } from './gateway-context.js';
import { productInVideo, productRecord, productStock } from './product.chains.js';
import { PlacedProduct, productPage } from './video-product-edge.js';
import {
  applySoldOut,
  keepSellable,
  NO_RULES,
  productPageSize,
  productWindow,
  type KeptProduct,
} from './video-products.js';

/** A page of the products of a video, and only what its place in a feed allows. */
export function productsOf(
  video: Video,
  { first, after }: VideoProductsArgs,
  ctx: GatewayContext,
): Served<VideoProductConnection> {
  const size = productPageSize(first);
  if (video.products !== undefined) return productPage(video.products.edges, size, after);
  // Behind a cursor the page may need any of the kept products, so all that can be kept are read.
  return whenServed(keptProducts(video, after ? video.anchors.length : size, ctx), (kept) =>
    productPage(
      kept.map((product, index) => new PlacedProduct(product, index, video)),
      size,
      after,
    ),
  );
}

function keptProducts(video: Video, count: number, ctx: GatewayContext): Served<readonly KeptProduct[]> {
  const window = productWindow(video, count);
  return whenServed(readProducts(window, ctx), (products) => {
    const found = new Map(products.flatMap((product) => (product ? [[product.itemId, product]] : [])));
    return whenServed(countAbsent(window, found, ctx), () => sellableOf(video, window, found, ctx));
  });
}

const readProducts = (window: readonly ProductAnchor[], { datasources }: GatewayContext) =>
  datasources.serving.serveAll(
    productInVideo,
    window.map(({ itemId }) => itemId),
  );

function sellableOf(
  { placement }: Video,
  window: readonly ProductAnchor[],
  found: ReadonlyMap<string, Product>,
  { datasources, count }: GatewayContext,
): Served<readonly KeptProduct[]> {
  const rules = placement ?? NO_RULES;
  const kept = keepSellable(window, found, rules, count);
  if (rules.soldOut === 'KEEP') return kept;
  const itemIds = kept.map(({ product }) => product.itemId);
  return datasources.serving
    .resolveAll(productStock, itemIds)
    .then((stocks) => applySoldOut(kept, stocks, rules, count));
}

/** Counts the products that are known to be gone. Those that could not be read, or were dropped when read, are counted there. */
function countAbsent(
  window: readonly ProductAnchor[],
  found: ReadonlyMap<string, Product>,
  { datasources, count }: GatewayContext,
): Served<void> {
  if (found.size === window.length) return;
  const absent = window.filter(({ itemId }) => !found.has(itemId)).map(({ itemId }) => itemId);
  return datasources.serving.resolveAll(productRecord, absent).then((outcomes) => {
    for (const outcome of outcomes.values()) if (outcome === MISS || outcome === OFF) count('PR_STATUS');
  });
}
