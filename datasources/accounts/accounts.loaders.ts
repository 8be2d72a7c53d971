import { batchGet } from '../batching/batch-get.js';
import { parseAccount } from './account.contract.js';
import { ACCOUNTS_LIMIT, accountsEndpoint, SHOPS_LIMIT, shopsEndpoint } from './accounts.api.js';
import { parseShop } from './shop.contract.js';

/** Authors by account id. */
export const accounts = batchGet({
  endpoint: accountsEndpoint,
  maxBatch: ACCOUNTS_LIMIT,
  idField: 'accountId',
  parse: parseAccount,
});

/** Shops by id. */
export const shops = batchGet({
  endpoint: shopsEndpoint,
  maxBatch: SHOPS_LIMIT,
  idField: 'shopId',
  parse: parseShop,
});
