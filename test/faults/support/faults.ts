import type { Fault, FaultArgs, FaultKind } from '../../../sandbox/faults/fault.js';
import type { BreakerEnd, FaultRow, FaultVariant, Reach, SpoiledFields } from './faults.types.js';
import { gzipBomb, millionKeys, mostKeys, TYPED_AS_TEXT, UNTYPED } from './wire-effects.js';

/** Of a batch's keys, every so many is hit: fewer than would speak of the whole service. */
const EVERY = 6;
/** Above 2^53: as a number it would be another one. */
const UNSAFE = 9_007_199_254_740_992;
/** Longer (ms) than any stretched time limit of a read. */
const LONG_MS = 3_000;

type Ends = FaultVariant['ends'];

/** A form that a fault of the sandbox produces. */
const of =
  (kind: FaultKind, args: FaultArgs = {}, rest: Omit<Fault, 'kind' | 'args'> = {}) =>
  (name: string, ends: Ends, retried?: boolean): FaultVariant => ({
    name,
    ends,
    trouble: () => ({ faults: [{ kind, args, ...rest }] }),
    ...(retried !== undefined && { retried }),
  });

/** A form that spoils one kind of field in every so many records; without such a field nothing is spoilt. */
const ofField = (
  name: string,
  kind: FaultKind,
  pick: (fields: SpoiledFields) => string | null,
  ends: Ends,
  args: FaultArgs = {},
): FaultVariant => ({
  name,
  ends,
  trouble(fields) {
    const field = pick(fields);
    return field === null ? {} : { faults: [{ kind, args: { every: EVERY, field, ...args } }] };
  },
});

const status = (code: number, retryAfter?: number) =>
  of('STATUS', { status: code, ...(retryAfter !== undefined && { retryAfter }) });

const row = (
  id: string,
  name: string,
  [reach, breaker, retried = false]: readonly [reach: Reach, breaker: BreakerEnd, retried?: boolean],
  ...variants: readonly [FaultVariant, ...FaultVariant[]]
): FaultRow => ({ id, name, reach, breaker, retried, variants });

const RETRIED = true;
/** Whoever is connected does not ask for the name again. */
const hangUp = () => ({ hangsUp: true });

/** Every fault of the design, in its order. */
export const FAULTS: readonly FaultRow[] = [
  row('F1', 'refused', ['calls', 'open', RETRIED], of('REFUSE')('closed port', 'CONNECT')),
  row('F2', 'connect hangs', ['calls', 'open'], of('CONNECT_HANG')('full queue', 'CONNECT_TIMEOUT')),
  row('F3', 'reset', ['calls', 'open', RETRIED], of('RESET')('before a byte', 'RESET')),
  row('F4', 'hangs', ['calls', 'open'], of('HANG')('no answer', 'TIMEOUT')),
  row('F5', 'reset in body', ['calls', 'open'], of('RESET_MID_BODY')('half the body', 'RESET_BODY')),
  row('F6', 'short body', ['calls', 'open'], of('TRUNCATE')('half its length', 'RESET_BODY')),
  row('F7', 'no last chunk', ['calls', 'open'], of('TRUNCATE', { chunked: 1 })('chunked', 'RESET_BODY')),
  row('F8', 'idle close', ['nothing', 'closed', RETRIED], of('CLOSE_IDLE')('reused', 'ok')),
  row('F9', 'no name', ['calls', 'open'],
    { name: 'NXDOMAIN', names: 'ENOTFOUND', trouble: hangUp, ends: 'DNS' },
    { name: 'EAI_AGAIN', names: 'EAI_AGAIN', trouble: hangUp, ends: 'DNS' },
    { name: 'silent resolver', names: 'silent', trouble: hangUp, ends: 'CONNECT_TIMEOUT' }),
  row('F10', 'slow headers', ['calls', 'open'], of('SLOW_HEADERS', { ms: LONG_MS })('late', 'TIMEOUT')),
  row('F11', 'drip', ['calls', 'open'], of('DRIP')('10 bytes a second', 'TIMEOUT')),
  row('F12', 'few slow', ['some calls', 'closed'], of('DELAY', { ms: LONG_MS }, { rate: 0.5 })('1 in 2', 'TIMEOUT')),
  row('F13', 'slower', ['some calls', 'open'], of('RAMP', { fromMs: 20, toMs: LONG_MS, overMs: 6_000 })('ramp', 'TIMEOUT')),
  row('F14', '500', ['calls', 'open'], status(500)('500', 'UPSTREAM_5XX')),
  row('F15', '502 503 504', ['calls', 'open', RETRIED], status(503)('503', 'BAD_GATEWAY'),
    status(502)('502', 'BAD_GATEWAY'), status(504)('504', 'UPSTREAM_5XX', false)),
  row('F16', 'busy', ['calls', 'held'], status(503, 30)('503 for 30 s', 'UPSTREAM_BUSY'),
    of('OVERLOAD', { concurrency: 0, retryAfter: 30 })('overload', 'UPSTREAM_BUSY')),
  row('F17', '429', ['calls', 'throttled'], status(429, 30)('for 30 s', 'UPSTREAM_LIMITED'),
    status(429)('without a time', 'UPSTREAM_LIMITED')),
  row('F18', 'gone', ['nothing', 'closed'], of('PARTIAL', { every: EVERY })('missing', 'miss')),
  row('F19', '401 403', ['calls', 'closed'], status(401)('401', 'UPSTREAM_AUTH'), status(403)('403', 'UPSTREAM_AUTH')),
  row('F20', 'redirect', ['calls', 'open'], of('REDIRECT')('link-local', 'REDIRECT')),
  row('F21', 'error in 200', ['calls', 'open'], of('EMPTY_SUCCESS', { variant: 'code' })('code 500', 'SCHEMA')),
  row('F22', 'html', ['calls', 'open'], of('HTML')('200', 'CONTENT_TYPE')),
  row('F23', 'wrong type', ['calls', 'open'],
    { name: 'none', trouble: () => ({ effect: UNTYPED }), ends: 'CONTENT_TYPE' },
    { name: 'text', trouble: () => ({ effect: TYPED_AS_TEXT }), ends: 'CONTENT_TYPE' }),
  row('F24', 'broken json', ['calls', 'open'], of('BAD_JSON')('cut', 'PARSE'), of('BAD_JSON', { variant: 'nan' })('NaN', 'PARSE'),
    of('BAD_JSON', { variant: 'bom' })('BOM', 'PARSE'), of('BAD_JSON', { variant: 'two' })('two', 'PARSE')),
  row('F25', '50 MB', ['calls', 'open'], of('HUGE')('without length', 'TOO_LARGE')),
  row('F26', 'encoded', ['calls', 'open'],
    { name: 'bomb', trouble: () => ({ effect: gzipBomb() }), ends: 'DECODE' },
    of('BAD_GZIP')('corrupt', 'DECODE'), of('BAD_GZIP', { variant: 'layers' })('1,000 layers', 'DECODE'),
    of('BAD_GZIP', { variant: 'br' })('br', 'DECODE')),
  row('F27', 'empty', ['calls', 'open'], of('EMPTY_BODY')('200', 'EMPTY_BODY'),
    of('EMPTY_BODY', { status: 204 })('204', 'EMPTY_BODY')),
  row('F28', 'deep, wide', ['calls', 'open'], of('BAD_JSON', { variant: 'deep' })('100k deep', 'SCHEMA'),
    { name: '1M keys', trouble: () => ({ effect: millionKeys() }), ends: 'TOO_LARGE' },
    { name: '200k keys', trouble: () => ({ effect: mostKeys() }), ends: 'SCHEMA' }),
  row('F29', 'bad field', ['keys', 'closed'],
    ofField('null', 'NULL_FIELD', ({ required }) => required, 'SCHEMA'),
    ofField('absent', 'NULL_FIELD', ({ required }) => required, 'SCHEMA', { absent: 1 }),
    ofField('type', 'WRONG_TYPE', ({ required }) => required, 'SCHEMA')),
  row('F30', 'unknown word', ['nothing', 'closed'], ofField('enum', 'UNKNOWN_ENUM', ({ word }) => word, 'ok')),
  row('F31', 'bad number', ['keys', 'closed'],
    ofField('text', 'NUMBER_AS_STRING', ({ number }) => number, 'SCHEMA'),
    ofField('2^53', 'NEGATIVE', ({ number }) => number, 'SCHEMA', { value: UNSAFE }),
    ofField('negative', 'NEGATIVE', ({ number }) => number, 'SCHEMA'),
    ofField('1e308', 'NEGATIVE', ({ number }) => number, 'SCHEMA', { value: 1e308 })),
  // One record alone: two of a megabyte are more than an answer may weigh.
  row('F32', '1 MB text', ['keys', 'closed'], ofField('text', 'HUGE_TEXT', ({ text }) => text, 'SCHEMA', { every: 1_000 })),
  row('F33', 'silent miss', ['keys', 'closed'], of('SILENT_MISS', { every: EVERY })('in no part', 'MISSING')),
  row('F34', 'duplicates', ['nothing', 'closed'], of('DUPLICATES')('each id twice', 'ok')),
  row('F35', 'wrong order', ['nothing', 'closed'], of('SHUFFLE')('backwards', 'ok')),
  row('F36', 'unasked ids', ['nothing', 'closed'], of('EXTRA_IDS')('one more', 'ok')),
  row('F37', 'item errors', ['keys', 'closed'], of('ITEM_ERRORS', { every: EVERY })('in errors', 'ITEM_ERROR')),
  row('F38', 'wrong viewer', ['calls', 'open'], of('WRONG_SUBJECT')('intruder', 'IDENTITY')),
  row('F39', 'killed', ['some calls', 'open', RETRIED], { name: 'SIGKILL', trouble: () => ({ process: 'killed' }), ends: 'CONNECT' }),
  row('F40', 'frozen', ['calls', 'open'], { name: 'SIGSTOP', trouble: () => ({ process: 'frozen' }), ends: 'TIMEOUT' }),
  row('F41', 'flaps', ['some calls', 'open'], of('FLAP', { upMs: 200, downMs: 200 })('200 ms each', 'RESET')),
  row('F42', 'outage', ['some calls', 'open'], of('REFUSE', {}, { forMs: 150 })('150 ms', 'CONNECT')),
]; // prettier-ignore

/** A row by its number. */
export function faultOf(id: string): FaultRow {
  const found = FAULTS.find((fault) => fault.id === id);
  if (!found) throw new Error(`no fault ${id}`);
  return found;
}
