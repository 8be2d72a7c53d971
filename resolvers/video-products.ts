import type { Product } from '../schema/product.type.js';
import { StockState, type Availability } from '../schema/availability.type.js';
import type { ReasonCode } from '../schema/reason-codes.js';
import type { ProductAnchor, Video, VideoPlacement } from '../schema/video.type.js';
import { sellable } from '../datasources/catalog/sale-status.js';
import type { Outcome } from '../datasources/chain/outcome.js';

/** Most products shown with a video. */
export const MOST_PRODUCTS = 5;
/** Products read for every video of a page, unless a client asks for more. */
const USUAL_WINDOW = 3;

/** One product that a video shows. */
export interface KeptProduct {
  readonly product: Product;
  readonly anchorMs: number | null;
}

/** How the place of a video bears on its products. */
export type ProductRules = Pick<VideoPlacement, 'region' | 'soldOut'>;

/** Outside a feed: sold everywhere, sold-out products shown. */
export const NO_RULES: ProductRules = { region: null, soldOut: 'KEEP' };

/** How many products of a video are read when a client asks for the first `count`. */
export const windowSize = (count: number): number => Math.max(USUAL_WINDOW, count);

/** The anchored products that are read when a client asks for the first `count`. */
export const productWindow = ({ anchors }: Video, count: number): readonly ProductAnchor[] =>
  anchors.slice(0, windowSize(count));

/** How many products a page of a video shows at most. */
export const productPageSize = (first: number | null): number =>
  Math.max(1, Math.min(MOST_PRODUCTS, first ?? MOST_PRODUCTS));

type Report = (code: ReasonCode) => void;
const silent: Report = () => undefined;

/**
 * The products of a video that can be sold, in display order: unsellable ones leave (PR_STATUS), of equal items or standard
 * products the first stays, at most five are kept (PR_COUNT).
 */
export function keepSellable(
  anchors: readonly ProductAnchor[],
  products: ReadonlyMap<string, Product>,
  { region }: ProductRules,
  report: Report = silent,
): readonly KeptProduct[] {
  const kept: KeptProduct[] = [];
  const seen = new Set<string>();
  for (const { itemId, anchorMs } of anchors) {
    const product = products.get(itemId);
    if (!product) continue;
    const sameThing = product.spuId ?? `item ${itemId}`;
    if (!sellable(product, region)) report('PR_STATUS');
    else if (seen.has(sameThing) || kept.length === MOST_PRODUCTS) report('PR_COUNT');
    else {
      seen.add(sameThing);
      kept.push({ product, anchorMs });
    }
  }
  return kept;
}

/** Puts sold-out products last, or leaves them out, as the scene wants (PR_STOCK). Unknown stock counts as in stock. */
export function applySoldOut(
  kept: readonly KeptProduct[],
  stocks: ReadonlyMap<string, Outcome<Availability>>,
  { soldOut }: ProductRules,
  report: Report = silent,
): readonly KeptProduct[] {
  if (soldOut === 'KEEP') return kept;
  const isSoldOut = ({ product }: KeptProduct): boolean => {
    const stock = stocks.get(product.itemId);
    return stock?.kind === 'ok' && stock.value.state === StockState.SOLD_OUT;
  };
  const gone = kept.filter(isSoldOut);
  gone.forEach(() => report('PR_STOCK'));
  const left = kept.filter((product) => !isSoldOut(product));
  return soldOut === 'DROP' ? left : [...left, ...gone];
}

/** The records that were read, by id. */
export function valuesOf<V>(outcomes: ReadonlyMap<string, Outcome<V>>): ReadonlyMap<string, V> {
  const values = new Map<string, V>();
  for (const [id, outcome] of outcomes) if (outcome.kind === 'ok') values.set(id, outcome.value);
  return values;
}
