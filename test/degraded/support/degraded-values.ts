import type { Answer } from '../../support/gateway.js';

/** One row of `extensions.degraded`. */
export interface DegradedRow {
  readonly coordinate: string;
  readonly source: string | null;
  readonly reason: string;
  readonly items: number;
}

/** The rows that an answer reports. */
export const rowsOf = ({ text }: Answer): readonly DegradedRow[] =>
  (JSON.parse(text) as { extensions?: { degraded?: { fields: DegradedRow[] } } }).extensions?.degraded
    ?.fields ?? [];

/** Values that did not come from their first source, by coordinate, and the sources that were counted for them. */
export type CountedValues = ReadonlyMap<
  string,
  { readonly values: number; readonly sources: ReadonlySet<string> }
>;

const SERIES =
  /^vitrine_field_resolution_total\{coordinate="([^"]*)",source="([^"]*)",outcome="([^"]*)",[^}]*\} (\d+)$/gm;

/** What the metrics of a gateway have counted so far: values by coordinate and source. */
export async function readCounters(url: string): Promise<ReadonlyMap<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const counters = new Map<string, number>();
  for (const [, coordinate = '', source = '', outcome, value] of text.matchAll(SERIES)) {
    if (outcome === 'ok') continue;
    const cell = `${coordinate} ${source}`;
    counters.set(cell, (counters.get(cell) ?? 0) + Number(value));
  }
  return counters;
}

/** What was counted between two readings. */
export function countedBetween(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): CountedValues {
  const counted = new Map<string, { values: number; sources: Set<string> }>();
  for (const [cell, value] of after) {
    const values = value - (before.get(cell) ?? 0);
    const [coordinate = '', source = ''] = cell.split(' ');
    if (values === 0) continue;
    const known = counted.get(coordinate) ?? { values: 0, sources: new Set() };
    known.values += values;
    counted.set(coordinate, { ...known, sources: known.sources.add(source) });
  }
  return counted;
}
