import { batchGet } from '../batching/batch-get.js';
import { STOCKS_LIMIT, stocksEndpoint } from './inventory.api.js';
import { parseStock } from './stock.contract.js';

/** Stock by item id. */
export const stocks = batchGet({
  endpoint: stocksEndpoint,
  maxBatch: STOCKS_LIMIT,
  idField: 'itemId',
  parse: parseStock,
});
