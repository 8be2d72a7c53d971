import type { Endpoint } from '../http/endpoint.js';

/** A page of the Java service's own feed. */
export const legacyFeedEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'LEGACY',
  id: 'LEGACY.feed',
  method: 'GET',
  path: '/gw/mtop.wow.video.feed/1.0/',
  scope: 'VIEWER',
  timeoutMs: 300,
};

/** Videos by id, authors and items embedded. */
export const legacyVideosEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'LEGACY',
  id: 'LEGACY.videos',
  method: 'GET',
  path: '/gw/mtop.wow.video.detail/1.0/',
  scope: 'PUBLIC',
  timeoutMs: 150,
};

/** Items by id: what the catalogue says, list and sale price, pieces in stock. */
export const legacyItemsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'LEGACY',
  id: 'LEGACY.items',
  method: 'GET',
  path: '/gw/mtop.wow.item.batchget/1.0/',
  scope: 'PUBLIC',
  timeoutMs: 150,
};

/** Accounts by id. */
export const legacyAccountsEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'LEGACY',
  id: 'LEGACY.accounts',
  method: 'GET',
  path: '/gw/mtop.wow.account.batchget/1.0/',
  scope: 'PUBLIC',
  timeoutMs: 150,
};

/** Which of some videos a viewer liked or saved, and which of some accounts a viewer follows. */
export const legacyViewerEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'LEGACY',
  id: 'LEGACY.viewer',
  method: 'GET',
  path: '/gw/mtop.wow.viewer.state/1.0/',
  scope: 'VIEWER',
  timeoutMs: 150,
};

/** Most ids in one call, and most cards on a page of the feed. */
export const LEGACY_LIMIT = 20;
