import type { AnswerPlaces, DegradedField, DegradedReport } from './degradation.js';

const MOST_ROWS = 32;
/** Bytes of the report in an answer. */
const MOST_BYTES = 4_096;

/** As much of a report as there is room for: rows first, then the places of as many of them as fit. */
export function boundedReport(rows: readonly DegradedField[], places: AnswerPlaces): DegradedReport {
  let fields = rows.slice(0, MOST_ROWS);
  while (!fits(fields)) fields.pop();
  let truncated = fields.length < rows.length;
  for (const [index, row] of fields.entries()) {
    const paths = places.get(row.coordinate);
    if (!paths) continue;
    const placed = fields.with(index, { ...row, paths });
    if (fits(placed)) fields = placed;
    else truncated = true;
  }
  return { v: 1, truncated, fields };
}

const fits = (fields: readonly DegradedField[]): boolean =>
  Buffer.byteLength(JSON.stringify({ v: 1, truncated: false, fields })) <= MOST_BYTES;
