import type { Scene } from '../defect.js';
import { authors, feed, feedWithPins, prices, twoPages } from './looks.js';

const offer = { rule: 'product-pricing', look: prices } as const;

/** Prices of PRICING, beside those of LEGACY. */
export const PRICES: Scene = { ...offer, served: 'control', side: 'ab', coordinate: 'Product.pricing' };

/** LEGACY knows no coupons and promotions: PRICING, beside itself asked again. */
export const COUPONS: Scene = { ...offer, served: 'treatment', side: 'aa', coordinate: 'Product.coupons' };
export const PROMOTIONS: Scene = { ...COUPONS, coordinate: 'Product.promotions' };

/** LEGACY knows no prices after coupons either. */
export const PRICES_AGAIN: Scene = { ...COUPONS, coordinate: 'Product.pricing' };

/** Authors of ACCOUNTS, beside those of LEGACY. */
export const AUTHORS: Scene = {
  ...{ rule: 'video-author', coordinate: 'Video.author', look: authors },
  ...{ served: 'control', side: 'ab' },
};

/** A feed of the own ranking, beside that of LEGACY. */
export const FEED: Scene = {
  ...{ rule: 'feed-primary', coordinate: 'Query.feed', look: feed },
  ...{ served: 'control', side: 'ab' },
};

/** The feed of LEGACY, beside that of the own ranking: after the change, both ways. */
export const FORMER_FEED: Scene = { ...FEED, served: 'treatment', look: twoPages };

/** LEGACY does not tell what is pinned: a feed of the own ranking, beside itself asked again. */
export const PINS: Scene = { ...FEED, served: 'treatment', side: 'aa', look: feedWithPins };
