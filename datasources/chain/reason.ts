import type { FailureClass } from './outcome.js';

/** Reasons as clients and dashboards see them: coarser than classes, and stable when classes are refined. */
export const DEGRADED_REASONS = [
  'UPSTREAM_ERROR',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_BUSY',
  'CIRCUIT_OPEN',
  'STALE_DATA',
  'INVALID_DATA',
  'DENIED',
  'TOO_FEW',
  'NOT_CONFIGURED',
  /** A cursor that cannot be honoured: page one of a new session. */
  'CURSOR_RESTARTED',
] as const;

/** One of them. */
export type DegradedReason = (typeof DEGRADED_REASONS)[number];

const REASONS: Readonly<Record<FailureClass, DegradedReason>> = {
  CONNECT: 'UPSTREAM_ERROR',
  DNS: 'UPSTREAM_ERROR',
  CONNECT_TIMEOUT: 'UPSTREAM_ERROR',
  RESET: 'UPSTREAM_ERROR',
  RESET_REUSED: 'UPSTREAM_ERROR',
  RESET_BODY: 'UPSTREAM_ERROR',
  TIMEOUT: 'UPSTREAM_TIMEOUT',
  UPSTREAM_5XX: 'UPSTREAM_ERROR',
  BAD_GATEWAY: 'UPSTREAM_ERROR',
  BREAKER_OPEN: 'CIRCUIT_OPEN',
  BREAKER_HELD: 'CIRCUIT_OPEN',
  BULKHEAD: 'UPSTREAM_BUSY',
  FALLBACK_CAP: 'UPSTREAM_BUSY',
  UPSTREAM_BUSY: 'UPSTREAM_BUSY',
  UPSTREAM_LIMITED: 'UPSTREAM_BUSY',
  UPSTREAM_AUTH: 'DENIED',
  UPSTREAM_4XX: 'UPSTREAM_ERROR',
  NOT_FOUND: 'UPSTREAM_ERROR',
  REDIRECT: 'INVALID_DATA',
  CONTENT_TYPE: 'INVALID_DATA',
  DECODE: 'INVALID_DATA',
  TOO_LARGE: 'INVALID_DATA',
  EMPTY_BODY: 'INVALID_DATA',
  PARSE: 'INVALID_DATA',
  SCHEMA: 'INVALID_DATA',
  TOO_OLD: 'STALE_DATA',
  MISSING: 'UPSTREAM_ERROR',
  ITEM_ERROR: 'UPSTREAM_ERROR',
  IDENTITY: 'INVALID_DATA',
  NOT_CONFIGURED: 'NOT_CONFIGURED',
  CONFIG: 'UPSTREAM_ERROR',
  ENVELOPE: 'UPSTREAM_ERROR',
  FAULT: 'INVALID_DATA',
  CANCELLED: 'UPSTREAM_TIMEOUT',
};

/** The reported reason of a failure class. */
export const reasonOf = (cls: FailureClass): DegradedReason => REASONS[cls];
