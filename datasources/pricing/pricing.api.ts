import type { Endpoint } from '../http/endpoint.js';

/** Prices, coupons and promotions by item id, for a region and channel. */
export const pricesEndpoint: Endpoint<'SEGMENT'> = {
  upstream: 'PRICING',
  id: 'PRICING.prices',
  method: 'POST',
  path: '/prices:batchGet',
  scope: 'SEGMENT',
  timeoutMs: 60,
};

/** Most item ids in one call. */
export const PRICES_LIMIT = 50;
