import type { FailureClass } from '../chain/outcome.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';

const SUCCESS = 'SUCCESS::';
/** The service was reached and has nothing to serve: whatever follows the prefix, its health is not in doubt. */
const BUSINESS = 'FAIL_BIZ_';

/** What a code of `ret` means for a chain; spelled as the mobile gateway spells them. */
const CLASSES: ReadonlyMap<string, FailureClass> = new Map([
  ['FAIL_SYS_SERVICE_TIMEOUT', 'TIMEOUT'],
  ['FAIL_SYS_HTTP_RESPONSE_TIMEOUT', 'TIMEOUT'],
  ['FAIL_SYS_HTTP_CONNECT_TIMEOUT', 'TIMEOUT'],

  ['FAIL_SYS_SERVICE_FAULT', 'UPSTREAM_5XX'],
  ['FAIL_SYS_SERVICE_INNER_FAULT', 'UPSTREAM_5XX'],
  ['FAIL_SYS_INTERNAL_FAULT', 'UPSTREAM_5XX'],
  ['FAIL_SYS_HSF_THROWN_EXCEPTION', 'UPSTREAM_5XX'],
  ['FAIL_SYS_HSF_ASYNC_POOL_FOOL', 'UPSTREAM_5XX'],

  ['FAIL_SYS_TRAFFIC_LIMIT', 'UPSTREAM_BUSY'],
  ['FAIL_SYS_USER_FLOW_LIMIT', 'UPSTREAM_BUSY'],
  ['FAIL_SYS_SYSTEM_BUSY_ERROR', 'UPSTREAM_BUSY'],
  ['FAIL_SYS_REQUEST_QUEUED', 'UPSTREAM_BUSY'],

  ['FAIL_SYS_SERVICE_NOT_EXIST', 'CONFIG'],
  ['FAIL_SYS_API_NOT_FOUNDED', 'CONFIG'],
  ['FAIL_SYS_API_STOP_SERVICE', 'CONFIG'],

  ['FAIL_SYS_PARAM_MISSING', 'UPSTREAM_4XX'],
  ['FAIL_SYS_PARAM_FORMAT_ERROR', 'UPSTREAM_4XX'],
  ['FAIL_SYS_BIZPARAM_MISSED', 'UPSTREAM_4XX'],

  ['FAIL_SYS_SESSION_EXPIRED', 'UPSTREAM_AUTH'],
  ['FAIL_SYS_TOKEN_EXOIRED', 'UPSTREAM_AUTH'],
  ['FAIL_SYS_TOKEN_EMPTY', 'UPSTREAM_AUTH'],
  ['FAIL_SYS_ILLEGAL_ACCESS', 'UPSTREAM_AUTH'],
]);

/**
 * Opens an answer of the mobile gateway, whose status is always 200: its `data`, or the class of the failure that the first
 * entry of `ret` names. SCHEMA when the envelope is none, or says something that nobody has heard of.
 */
export function openEnvelope(answer: unknown): JsonRecord | FailureClass {
  if (!isRecord(answer) || !Array.isArray(answer['ret'])) return 'SCHEMA';
  const [verdict] = answer['ret'] as unknown[];
  if (typeof verdict !== 'string') return 'SCHEMA';
  if (verdict.startsWith(SUCCESS)) return isRecord(answer['data']) ? answer['data'] : 'SCHEMA';
  const [code = ''] = verdict.split('::', 1);
  return CLASSES.get(code) ?? (code.startsWith(BUSINESS) ? 'ENVELOPE' : 'SCHEMA');
}
