/**
 * Reason codes of the boundary checks (docs/boundary-checks.md maps each to its behaviour and test).
 * They are metric labels and log fields: a closed list, never free text.
 */
export const REASON_CODES = [
  // request
  'RQ_SCENE', 'RQ_FIRST', 'RQ_CURSOR', 'RQ_ANON', 'RQ_SESSION', 'RQ_VERSION', 'RQ_CARD', 'RQ_LOCALE', 'RQ_INPUT',
  'RQ_COALESCE', 'RQ_DEADLINE', 'RQ_LIMITED', 'RQ_SHADOW', 'RQ_ENTRY',
  // slot configuration
  'SC_STALE', 'SC_INVALID', 'SC_VERSION', 'SC_SCHEDULE', 'SC_RANGE', 'SC_CONFLICT', 'SC_CONTENT', 'SC_AUDIENCE',
  'SC_CAP', 'SC_EMPTY', 'SC_KILLED', 'SC_REPIN', 'SC_CLOCK',
  // recommendation
  'RC_FAILED', 'RC_NULL', 'RC_EMPTY', 'RC_SHORT', 'RC_DUPLICATE', 'RC_ID', 'RC_TYPE', 'RC_POSITION', 'RC_REPEATED',
  'RC_PVID', 'RC_TRACE', 'RC_EMPTY_MORE', 'RC_SIZE', 'RC_SCORE', 'RC_LOOP',
  // content
  'CT_MISSING', 'CT_SPLIT', 'CT_STATUS', 'CT_MEDIA', 'CT_DURATION', 'CT_SIZE', 'CT_URL', 'CT_EXPIRING', 'CT_TITLE',
  'CT_COUNTER', 'CT_AUTHOR', 'CT_REUPLOAD',
  // product, price, stock
  'PR_NONE', 'PR_STATUS', 'PR_PRICE', 'PR_UNIT', 'PR_STALE', 'PR_PROMOTION', 'PR_COUPON', 'PR_STOCK', 'PR_COUNT',
  'PR_PRIVATE',
  // live
  'LV_STATE', 'LV_COUNT', 'LV_CACHE',
  // response and tier
  'RS_SHORT', 'RS_TIER', 'RS_LEGACY', 'RS_CLIENT', 'RS_SIDE',
] as const; // prettier-ignore

/** One code of the catalogue. */
export type ReasonCode = (typeof REASON_CODES)[number];
