import type { Endpoint } from '../http/endpoint.js';

/** Live rooms by room id. */
export const roomsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'LIVE',
  id: 'LIVE.rooms',
  method: 'POST',
  path: '/rooms:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 50,
};

/** Most ids in one call. */
export const ROOMS_LIMIT = 50;

/** The room of each account: on air first, else nearest start. */
export const roomsByAccountEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'LIVE',
  id: 'LIVE.roomsByAccount',
  method: 'POST',
  path: '/rooms:batchGetByAccount',
  scope: 'PUBLIC',
  timeoutMs: 50,
};

/** Most ids in one call. */
export const ROOMS_BY_ACCOUNT_LIMIT = 50;
