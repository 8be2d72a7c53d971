import { batchGet } from '../batching/batch-get.js';
import { ITEMS_LIMIT, itemsEndpoint } from './catalog.api.js';
import { parseItem } from './item.contract.js';

/** Products by item id, their shops embedded; price and stock are other sources' to say. */
export const items = batchGet({
  endpoint: itemsEndpoint,
  maxBatch: ITEMS_LIMIT,
  idField: 'itemId',
  parse: parseItem,
});
