import type { Telemetry } from '../telemetry.js';
import { boundedReport } from './bounded-report.js';
import { armOf, NO_LEADS, type Leads } from './lead.js';
import type { DegradedReason } from './reason.js';

/**
 * Where a degraded value came from, worst last: `primary` where an input of it is missing or old; null where no source was left.
 */
export const DEGRADED_SOURCES = ['primary', 'legacy', 'lkg', 'snapshot', 'static', null] as const;

/** One of them. */
export type DegradedSource = (typeof DEGRADED_SOURCES)[number];

const LONGEST_HEADER = 1_024;

/** What became of one field of an answer, over all objects it was read of. */
export interface DegradedField {
  /** `Product.pricing` */
  readonly coordinate: string;
  /** The worst source that any of them came from. */
  readonly source: DegradedSource;
  /** Why the better ones failed. */
  readonly reason: DegradedReason;
  /** How many objects; 1 unless said. */
  readonly items?: number;
  /** Age of the oldest of them in ms, where it is known. */
  readonly ageMs?: number | undefined;
  /** A list for everybody stands in the place of one for this viewer. */
  readonly personalized?: false | undefined;
  /** Where in `data` some of them are, when no source was left. */
  readonly paths?: readonly AnswerPath[];
}

/** A place in `data`: response keys and indexes. */
export type AnswerPath = readonly (string | number)[];

/** Places in an answer, by coordinate. */
export type AnswerPlaces = ReadonlyMap<string, readonly AnswerPath[]>;

/** Finds where in an answer fields are empty, a few places each. */
export type FindEmpty = (coordinates: ReadonlySet<string>) => AnswerPlaces;

const NO_PLACES: AnswerPlaces = new Map();

/** What an answer says of itself under `extensions.degraded`. */
export interface DegradedReport {
  readonly v: 1;
  /** Whether rows, or places, were left out. */
  readonly truncated: boolean;
  readonly fields: readonly DegradedField[];
}

/**
 * The fields of one answer that did not come from their first source: told to the client, counted, never silent. One row per
 * coordinate, however many objects it concerns.
 */
export class Degradation {
  private readonly rows = new Map<string, DegradedField>();

  constructor(
    private readonly telemetry: Telemetry,
    private readonly leads: Leads = NO_LEADS,
  ) {}

  /** Notes one value, or `items` of them at once. */
  note(field: DegradedField): void {
    const { coordinate, source, reason, ageMs, items = 1 } = field;
    this.telemetry.field(
      {
        coordinate,
        source: source ?? 'none',
        outcome: source === null || source === 'static' ? 'exhausted' : 'degraded',
        reason,
        arm: armOf(this.leads, coordinate),
        ageMs,
      },
      items,
    );
    const row = this.rows.get(coordinate);
    this.rows.set(coordinate, row ? merge(row, rowOf(field)) : rowOf(field));
  }

  /** For the body; undefined when nothing is degraded. `findEmpty` is asked about what no source was left for. */
  report(findEmpty: FindEmpty): DegradedReport | undefined {
    if (this.rows.size === 0) return undefined;
    const rows = [...this.rows.values()];
    const ended = rows.filter(({ source }) => source === null).map(({ coordinate }) => coordinate);
    return boundedReport(rows, ended.length === 0 ? NO_PLACES : findEmpty(new Set(ended)));
  }

  /** The same as the list of a header (RFC 9651), at most 1 KiB; undefined when nothing is degraded. */
  header(): string | undefined {
    if (this.rows.size === 0) return undefined;
    const items = [...this.rows.values()].map(
      ({ coordinate, source, reason }) => `${coordinate};source=${source ?? 'none'};reason=${reason}`,
    );
    while (items.join(', ').length > LONGEST_HEADER) items.pop();
    return items.join(', ');
  }
}

/** A note as clients read it: in whole milliseconds, because the clock of a process counts in fractions that nobody asked for. */
function rowOf({ coordinate, source, reason, items = 1, ageMs, ...rest }: DegradedField): DegradedField {
  return {
    coordinate,
    source,
    reason,
    items,
    ...(ageMs !== undefined && { ageMs: Math.round(ageMs) }),
    ...rest,
  };
}

/** Two notes of one coordinate: the worse source with its reason, all objects, the oldest age. */
function merge(row: DegradedField, field: DegradedField): DegradedField {
  const isWorse = DEGRADED_SOURCES.indexOf(field.source) > DEGRADED_SOURCES.indexOf(row.source);
  const { coordinate, source, reason } = isWorse ? field : row;
  const ages = [row.ageMs, field.ageMs].filter((age) => age !== undefined);
  return {
    coordinate,
    source,
    reason,
    items: (row.items ?? 1) + (field.items ?? 1),
    ...(ages.length > 0 && { ageMs: Math.max(...ages) }),
    ...((row.personalized ?? field.personalized) === false && { personalized: false }),
  };
}
