import { StockState } from '../schema/availability.type.js';
import { items } from '../datasources/catalog/catalog.loaders.js';
import { chain, constant, EMPTY, ERROR, NULL, view } from '../datasources/chain/chain.js';
import { stocks } from '../datasources/inventory/inventory.loaders.js';
import { offers } from '../datasources/pricing/pricing.loaders.js';

/** Title, image, status, shop: all from one answer. */
export const productRecord = chain('Product', {
  primary: items,
  isOff: ({ itemId, shopId }, { products, shops }) =>
    products.has(itemId) || (shopId !== null && shops.has(shopId)),
});

/** Prices, coupons and promotions of one moment. They agree with each other, so they never come from two answers. */
export const productOffer = chain('Product#offer', { primary: offers });

/** Stock. */
export const productStock = chain('Product#stock', { primary: stocks });

/** Off-shelf and banned products are objects with their status. */
export const productById = view('Query.product', productRecord, { pick: (product) => product, end: ERROR });

/** Null, never 0. */
export const productPricing = view('Product.pricing', productOffer, {
  pick: (offer) => offer.pricing,
  end: NULL,
});

export const productCoupons = view('Product.coupons', productOffer, {
  pick: (offer) => offer.coupons,
  end: EMPTY,
});

export const productPromotions = view('Product.promotions', productOffer, {
  pick: (offer) => offer.promotions,
  end: EMPTY,
});

/** Unknown is treated as in stock, and never called sold out. */
export const productAvailability = view('Product.availability', productStock, {
  pick: (stock) => stock,
  end: constant({ state: StockState.UNKNOWN, asOf: null }),
});

/** A product that cannot be read is left out of its video, like one that cannot be sold. */
export const productInVideo = view('VideoProductEdge.node', productRecord, {
  pick: (product) => product,
  end: NULL,
});
