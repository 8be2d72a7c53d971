import { sumOrigins } from './origins.js';
import { percentile } from './percentile.js';
import { pagesOf, type Origins, type Sighting } from './sighting.js';
import { seenIn, type StepResult } from './step-result.js';

/** A field that did not come from its first source, over the answers of a step. */
export interface DegradedField {
  readonly coordinate: string;
  /** `none` stands for no source. */
  readonly source: string;
  readonly reasons: readonly string[];
  /** Share of the pages that it was so on, 0..1. */
  readonly share: number;
}

/** A step in numbers. */
export interface Tally {
  /** Pages and reads by id, while it was broken and until it had recovered. */
  readonly requests: number;
  readonly pages: number;
  readonly fullPages: number;
  readonly reads: number;
  /** Reads by id that were told that the object cannot be read now. */
  readonly unavailable: number;
  /** Reads by id that ended in any other way than with the object. */
  readonly failedReads: number;
  /** The rest speaks of the time while it was broken. Pages by tier, most first; `none` stands for no page. */
  readonly tiers: readonly (readonly [tier: string, pages: number])[];
  /** Most frequent first. */
  readonly degraded: readonly DegradedField[];
  /** Of pages, from the moment they should have been asked for; null: there were none. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly prices: Origins;
  readonly stock: Origins;
}

/** How many have a verdict. */
const count = (sightings: readonly Sighting[], verdict: Sighting['verdict']): number =>
  sightings.filter((sighting) => sighting.verdict === verdict).length;

/** Counts what was seen, in a step or in a whole drill. */
export function countSeen(
  seen: readonly Sighting[],
): Pick<Tally, 'requests' | 'pages' | 'fullPages' | 'reads' | 'unavailable' | 'failedReads'> {
  const pages = pagesOf(seen);
  const reads = seen.filter(({ kind }) => kind === 'product');
  const unavailable = count(reads, 'unavailable');
  return {
    requests: seen.length,
    pages: pages.length,
    fullPages: count(pages, 'full'),
    reads: reads.length,
    unavailable,
    failedReads: reads.length - unavailable - count(reads, 'full'),
  };
}

/** A step in numbers. */
export function tallyOf(result: StepResult): Tally {
  const pages = pagesOf(result.during);
  const times = pages.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    ...countSeen(seenIn(result)),
    tiers: frequencies(pages.map(({ tier }) => tier ?? 'none')),
    degraded: degradedFields(pages),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    prices: sumOrigins(pages.map(({ prices }) => prices)),
    stock: sumOrigins(pages.map(({ stock }) => stock)),
  };
}

function degradedFields(pages: readonly Sighting[]): readonly DegradedField[] {
  const rows = pages.flatMap(({ degraded }) => degraded);
  const fields = frequencies(rows.map(({ coordinate, source }) => `${coordinate} ${source ?? 'none'}`));
  return fields.map(([name, answers]) => {
    const [coordinate = '', source = ''] = name.split(' ');
    const own = rows.filter((row) => row.coordinate === coordinate && (row.source ?? 'none') === source);
    const reasons = frequencies(own.map(({ reason }) => reason)).map(([reason]) => reason);
    return { coordinate, source, reasons, share: answers / pages.length };
  });
}

function frequencies(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}
