/**
 * Failure classes of an answer that never came or could not be read: hang, crash, overload, oversize, garbage. They say nothing
 * about values, so they count against the path's own rate of failures. Every other class is an answer, and differs from data.
 */
export const UNREADABLE: ReadonlySet<string> = new Set([
  'CONNECT',
  'DNS',
  'CONNECT_TIMEOUT',
  'RESET',
  'RESET_REUSED',
  'RESET_BODY',
  'TIMEOUT',
  'BODY_TIMEOUT',
  'UPSTREAM_5XX',
  'BAD_GATEWAY',
  'UPSTREAM_BUSY',
  'UPSTREAM_LIMITED',
  'CONTENT_TYPE',
  'DECODE',
  'TOO_LARGE',
  'EMPTY_BODY',
  'TRUNCATED',
  'PARSE',
  'BREAKER_OPEN',
  'BREAKER_HELD',
  'BULKHEAD',
  'FALLBACK_CAP',
  'CRASHED',
]);
