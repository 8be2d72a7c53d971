import type { Endpoint } from '../http/endpoint.js';

/** Stock by item id. */
export const stocksEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'INVENTORY',
  id: 'INVENTORY.stocks',
  method: 'POST',
  path: '/stocks:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 40,
};

/** Most ids in one call. */
export const STOCKS_LIMIT = 100;
