import { StockState } from '../schema/availability.type.js';
import { Product, ProductStatus } from '../schema/product.type.js';
import { items } from '../datasources/catalog/catalog.loaders.js';
import { sellable } from '../datasources/catalog/sale-status.js';
import { hours, minutes, seconds } from '../datasources/chain/ages.js';
import { armsOf } from '../datasources/chain/arms.js';
import { chain, constant, EMPTY, ERROR, fromLegacy, NULL, view } from '../datasources/chain/chain.js';
import { composed, consistent } from '../datasources/chain/list-declarations.js';
import { stocks } from '../datasources/inventory/inventory.loaders.js';
import { legacyItems } from '../datasources/legacy/legacy.loaders.js';
import { nextOfferEdge, oldOffer } from '../datasources/pricing/offer-age.js';
import { offers } from '../datasources/pricing/pricing.loaders.js';

/** Title, image, status, shop: all from one answer. */
export const productRecord = chain('Product', {
  primary: items,
  secondary: fromLegacy(legacyItems, ({ product }) => product),
  lkg: {
    contract: '1',
    ages: { freshMs: minutes(1), staleOkMs: minutes(5), maxMs: hours(24) },
    state: ({ status }) => status,
    // Whether it can still be bought is not known after a minute; the cart will tell.
    aged: (product, ageMs) =>
      ageMs > minutes(1) && sellable(product, null)
        ? Object.assign(new Product(product), { status: ProductStatus.UNKNOWN })
        : product,
  },
  snapshot: (store, itemId, now) => store.product(itemId, now),
  isOff: ({ itemId, shopId }, { products, shops }) =>
    products.has(itemId) || (shopId !== null && shops.has(shopId)),
});

/** Prices, coupons and promotions of one moment. They agree with each other, so they never come from two answers. */
export const productOffer = chain('Product#offer', {
  primary: offers,
  // Java knows prices, no coupons and promotions.
  secondary: fromLegacy(legacyItems, ({ offer }) => offer),
  lkg: {
    contract: '1',
    ages: { freshMs: seconds(10), staleOkMs: seconds(10), maxMs: seconds(60) },
    producedAt: ({ pricing }) => pricing?.asOf ?? null,
    nextEdge: nextOfferEdge,
    aged: (offer, ageMs, afterFailure) => (afterFailure ? oldOffer(offer, ageMs > seconds(10)) : offer),
  },
});

/** Stock. */
export const productStock = chain('Product#stock', {
  primary: stocks,
  secondary: fromLegacy(legacyItems, ({ stock }) => stock),
  lkg: {
    contract: '1',
    ages: { freshMs: seconds(3), staleOkMs: seconds(3), maxMs: seconds(30) },
    producedAt: ({ asOf }) => asOf,
  },
});

/** Off-shelf and banned products are objects with their status. */
export const productById = view('Query.product', productRecord, { pick: (product) => product, end: ERROR });

/** Null, never 0. */
export const productPricing = view('Product.pricing', productOffer, {
  pick: (offer) => offer.pricing,
  end: NULL,
});

export const productCoupons = view('Product.coupons', productOffer, {
  pick: (offer) => offer.coupons,
  unknownToLegacy: true,
  maxMs: 0,
  end: EMPTY,
});

export const productPromotions = view('Product.promotions', productOffer, {
  pick: (offer) => offer.promotions,
  unknownToLegacy: true,
  maxMs: 0,
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

/** The products of a video are those that can be read and sold. */
export const videoProducts = composed('Video.products', [productInVideo]);

export const productsById = composed('Query.products', [productById]);

/** A price is never shown beside the coupons or promotions of another moment. */
export const productPrices = consistent([productPricing, productCoupons, productPromotions]);

/** LEGACY knows prices alone: coupons and promotions are of the new path only. */
export const offerArms = armsOf([productPricing, productCoupons, productPromotions], {
  'legacy-items': 'secondary',
  pricing: 'primary',
});
