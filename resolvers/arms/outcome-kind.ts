import type { OutcomeKind } from '../../rollout/guardrails/primary-outcome.js';
import type { FailureClass } from '../../datasources/chain/outcome.js';

const KINDS: Readonly<Record<FailureClass, OutcomeKind | null>> = {
  CONNECT: 'error',
  DNS: 'error',
  CONNECT_TIMEOUT: 'timeout',
  RESET: 'error',
  RESET_REUSED: 'error',
  RESET_BODY: 'error',
  TIMEOUT: 'timeout',
  UPSTREAM_5XX: 'error',
  BAD_GATEWAY: 'error',
  UPSTREAM_BUSY: 'error',
  UPSTREAM_LIMITED: 'error',
  UPSTREAM_AUTH: 'error',
  UPSTREAM_4XX: 'error',
  NOT_FOUND: 'error',
  REDIRECT: 'invalid',
  CONTENT_TYPE: 'invalid',
  DECODE: 'invalid',
  TOO_LARGE: 'invalid',
  EMPTY_BODY: 'invalid',
  PARSE: 'invalid',
  SCHEMA: 'invalid',
  TOO_OLD: 'invalid',
  MISSING: 'invalid',
  ITEM_ERROR: 'error',
  IDENTITY: 'invalid',
  CONFIG: 'error',
  ENVELOPE: 'empty',
  BREAKER_OPEN: 'error',
  BREAKER_HELD: 'error',
  BULKHEAD: 'error',
  FALLBACK_CAP: 'error',
  FAULT: 'error',
  NOT_CONFIGURED: null,
  CANCELLED: null,
};

/** A failure as arms are compared by; null: it says nothing of the arm. */
export const outcomeKindOf = (cls: FailureClass): OutcomeKind | null => KINDS[cls];
