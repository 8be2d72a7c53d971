import type { DegradedField, DegradedReport } from './degradation.js';

const MOST_ROWS = 32;
/** Bytes of the report in an answer. */
const MOST_BYTES = 4_096;

/** The rows that a report has room for. Where it has not, places go first, then rows, from the end. */
export function boundedReport(all: readonly DegradedField[]): DegradedReport {
  let fields = all.slice(0, MOST_ROWS);
  let truncated = all.length > fields.length;
  while (sizeOf(fields) > MOST_BYTES) {
    truncated = true;
    const last = fields.findLastIndex(({ paths }) => paths !== undefined);
    const row = fields[last];
    fields = row ? fields.with(last, withoutPaths(row)) : fields.slice(0, -1);
  }
  return { v: 1, truncated, fields };
}

const sizeOf = (fields: readonly DegradedField[]): number =>
  Buffer.byteLength(JSON.stringify({ v: 1, truncated: false, fields }));

function withoutPaths({ paths: _, ...row }: DegradedField): DegradedField {
  return row;
}
