import { StockState, type Availability } from '../../schema/availability.type.js';
import type { FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { believable } from '../parsing/as-of.js';
import type { JsonRecord } from '../parsing/json.js';
import { RecordReader } from '../parsing/record-reader.js';

const MAX_AGE_MS = 30_000;
const STATES = new Set(Object.values(StockState));

/** Reads a stock record: TOO_OLD beyond 30 seconds, an unknown state is UNKNOWN; both leave the stock unknown (PR_STOCK). */
export function parseStock(
  record: JsonRecord,
  _id: string,
  { now, report }: PublicContext,
): Availability | FailureClass {
  const read = new RecordReader(record);
  const state = read.oneOf('state', STATES) ?? StockState.UNKNOWN;
  const asOf = believable(read.moment('asOf'), now);
  if (read.faulty) return 'SCHEMA';
  const isOld = now - asOf > MAX_AGE_MS;
  if (isOld || state === StockState.UNKNOWN) report('PR_STOCK');
  return isOld ? 'TOO_OLD' : { state, asOf };
}
