import type { FailureClass } from '../chain/outcome.js';

/**
 * What the end of a call tells the breaker. `ok` and `failed` are samples; `held` is a failed one that may carry a
 * Retry-After; `opens` needs no second opinion; `throttled` and `none` prove nothing about the upstream's health.
 */
type BreakerEffect = 'ok' | 'failed' | 'held' | 'opens' | 'throttled' | 'none';

const EFFECTS: Readonly<Record<FailureClass, BreakerEffect>> = {
  CONNECT: 'failed',
  DNS: 'failed',
  CONNECT_TIMEOUT: 'failed',
  RESET: 'failed',
  RESET_REUSED: 'none',
  RESET_BODY: 'failed',
  TIMEOUT: 'failed',
  UPSTREAM_5XX: 'failed',
  BAD_GATEWAY: 'failed',
  UPSTREAM_BUSY: 'held',
  UPSTREAM_LIMITED: 'throttled',
  UPSTREAM_AUTH: 'none',
  UPSTREAM_4XX: 'none',
  NOT_FOUND: 'ok',
  REDIRECT: 'failed',
  CONTENT_TYPE: 'failed',
  DECODE: 'failed',
  TOO_LARGE: 'failed',
  EMPTY_BODY: 'failed',
  PARSE: 'failed',
  SCHEMA: 'failed',
  TOO_OLD: 'none',
  MISSING: 'failed',
  ITEM_ERROR: 'failed',
  IDENTITY: 'failed',
  CONFIG: 'opens',
  ENVELOPE: 'ok',
  NOT_CONFIGURED: 'none',
  FAULT: 'none',
  CANCELLED: 'none',
  BREAKER_OPEN: 'none',
  BREAKER_HELD: 'none',
  BULKHEAD: 'none',
  FALLBACK_CAP: 'none',
};

/** Nobody had begun to answer, so a second attempt is neither a second effect nor more load than was meant. */
const RETRIED: ReadonlySet<FailureClass> = new Set(['CONNECT', 'RESET', 'RESET_REUSED', 'BAD_GATEWAY']);

/** Of a batch's keys, the classes that say something about the service rather than about the key. */
const RATED: ReadonlySet<FailureClass> = new Set(['SCHEMA', 'MISSING', 'ITEM_ERROR']);

/** What a call that failed as a whole means to its breaker. */
export const breakerEffect = (cls: FailureClass): BreakerEffect => EFFECTS[cls];

/** Whether a call that failed so may be made once more. */
export const isRetried = (cls: FailureClass): boolean => RETRIED.has(cls);

/** Whether too many keys of a batch that failed so make the call a failed sample. */
export const isRated = (cls: FailureClass): boolean => RATED.has(cls);

const REFUSALS: ReadonlySet<string> = new Set<FailureClass>([
  'BREAKER_OPEN',
  'BREAKER_HELD',
  'BULKHEAD',
  'FALLBACK_CAP',
]);

/** Whether a guard refused to ask, so that no upstream saw a call. */
export const isRefusal = (cls: string): boolean => REFUSALS.has(cls);
