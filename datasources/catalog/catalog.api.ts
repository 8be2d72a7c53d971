import type { Endpoint } from '../http/endpoint.js';

/** Items for sale by id. The limit is that of the public catalogue API this service follows. */
export const itemsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'CATALOG',
  id: 'CATALOG.items',
  method: 'POST',
  path: '/items:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 60,
};

/** Most ids in one call. */
export const ITEMS_LIMIT = 40;
