import { batchGet } from '../batching/batch-get.js';
import { PRICES_LIMIT, pricesEndpoint } from './pricing.api.js';
import { parseOffer } from './pricing.contract.js';

/** Offers by item id: prices, coupons and promotions for the request's region and channel. Knows no viewer. */
export const offers = batchGet({
  endpoint: pricesEndpoint,
  maxBatch: PRICES_LIMIT,
  idField: 'itemId',
  parse: parseOffer,
  body: ({ segment }) => segment,
});
