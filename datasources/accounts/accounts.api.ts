import type { Endpoint } from '../http/endpoint.js';

/** Accounts by id. */
export const accountsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'ACCOUNTS',
  id: 'ACCOUNTS.accounts',
  method: 'POST',
  path: '/accounts:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 50,
};

/** Most ids in one call. */
export const ACCOUNTS_LIMIT = 50;

/** Shops by id. */
export const shopsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'ACCOUNTS',
  id: 'ACCOUNTS.shops',
  method: 'POST',
  path: '/shops:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 50,
};

/** Most ids in one call. */
export const SHOPS_LIMIT = 50;
