import type { ScenePolicy } from '../../datasources/slots/plan.schema.js';
import type { Selection } from '../selection.js';
import { MOST_PRODUCTS } from '../video-products.js';

/** What a page must load beyond its list: what the client selects, and what the scene's policy judges by. */
export interface Needs {
  /** How many products of each video to read; 0: none. */
  readonly products: number;
  /** Mixing must wait for products. */
  readonly productsFirst: boolean;
  readonly offers: boolean;
  readonly stocks: boolean;
  /** Mixing must wait for stock. */
  readonly stocksFirst: boolean;
  readonly authorRooms: boolean;
  readonly videoStates: boolean;
  /** The video of a card is a copy that knows its place. */
  readonly placements: boolean;
}

const OFFER_FIELDS = ['Product.pricing', 'Product.coupons', 'Product.promotions'];

/** Derives the needs of a page; the only place where selection and policy meet. */
export function needsOf(
  selection: Selection,
  { requireProduct, soldOut, rules }: ScenePolicy,
  viewerId: string | null,
): Needs {
  const selected = selection.has('Video.products');
  const judgesSpu = selected && rules.some((rule) => rule.dim === 'spu');
  const judgesStock = soldOut !== 'KEEP' && (selected || requireProduct);
  const first = selected ? selection.largest('Video.products', 'first', MOST_PRODUCTS) : 0;
  return {
    products: selected || requireProduct ? Math.max(1, Math.min(MOST_PRODUCTS, first)) : 0,
    productsFirst: requireProduct || judgesSpu,
    offers: OFFER_FIELDS.some((field) => selection.has(field)),
    stocks: judgesStock || selection.has('Product.availability'),
    stocksFirst: judgesStock,
    authorRooms: selection.has('Author.live'),
    videoStates: viewerId !== null && selection.has('Video.viewer'),
    placements: selected,
  };
}
