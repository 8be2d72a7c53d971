import type { FailureClass } from './outcome.js';

/**
 * Where a chain goes on after a failure: to the `next` hop, remote or not; to `local` hops only, because asking more
 * machines would not help or was not allowed; or nowhere, because no other source may answer in its place.
 */
export type Route = 'next' | 'local' | 'stop';

const ROUTES: Readonly<Record<FailureClass, Route>> = {
  CONNECT: 'next',
  DNS: 'next',
  CONNECT_TIMEOUT: 'next',
  RESET: 'next',
  RESET_REUSED: 'next',
  RESET_BODY: 'next',
  TIMEOUT: 'next',
  UPSTREAM_5XX: 'next',
  BAD_GATEWAY: 'next',
  UPSTREAM_BUSY: 'next',
  UPSTREAM_LIMITED: 'next',
  // A PUBLIC source refuses our own credentials. A VIEWER source has no secondary that could answer with less authority.
  UPSTREAM_AUTH: 'next',
  UPSTREAM_4XX: 'local',
  NOT_FOUND: 'local',
  REDIRECT: 'next',
  CONTENT_TYPE: 'next',
  DECODE: 'next',
  TOO_LARGE: 'next',
  EMPTY_BODY: 'next',
  PARSE: 'next',
  SCHEMA: 'next',
  TOO_OLD: 'next',
  MISSING: 'next',
  ITEM_ERROR: 'next',
  IDENTITY: 'stop',
  NOT_CONFIGURED: 'next',
  CONFIG: 'next',
  ENVELOPE: 'next',
  BREAKER_OPEN: 'next',
  // What an overloaded service is spared for long would all come to LEGACY.
  BREAKER_HELD: 'local',
  BULKHEAD: 'local',
  FALLBACK_CAP: 'local',
  FAULT: 'next',
  CANCELLED: 'stop',
};

/** Where a chain goes on after a failure. */
export const routeAfter = (cls: FailureClass): Route => ROUTES[cls];
