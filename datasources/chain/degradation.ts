import type { Telemetry } from '../telemetry.js';
import type { LaterHop } from './outcome.js';
import type { DegradedReason } from './reason.js';

/** Where a degraded value came from: `primary` where an input of it is missing or old; null where no source was left. */
export type DegradedSource = 'primary' | LaterHop | 'static' | null;

const WORST_LAST: readonly DegradedSource[] = ['primary', 'legacy', 'lkg', 'snapshot', 'static', null];
const MOST_ROWS = 32;
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
}

/** What an answer says of itself under `extensions.degraded`. */
export interface DegradedReport {
  readonly v: 1;
  /** Whether rows were left out. */
  readonly truncated: boolean;
  readonly fields: readonly DegradedField[];
}

/**
 * The fields of one answer that did not come from their first source: told to the client, counted, never silent. One row per
 * coordinate, however many objects it concerns.
 */
export class Degradation {
  private readonly rows = new Map<string, DegradedField>();

  constructor(private readonly telemetry: Telemetry) {}

  /** Notes one value, or `items` of them at once. */
  note(field: DegradedField): void {
    const { coordinate, source, reason, items = 1 } = field;
    this.telemetry.field(
      {
        coordinate,
        source: source ?? 'none',
        outcome: source === null || source === 'static' ? 'exhausted' : 'degraded',
        reason,
      },
      items,
    );
    const row = this.rows.get(coordinate);
    this.rows.set(coordinate, row ? merge(row, field) : { ...field, items });
  }

  /** For the body; undefined when nothing is degraded. */
  report(): DegradedReport | undefined {
    if (this.rows.size === 0) return undefined;
    return {
      v: 1,
      truncated: this.rows.size > MOST_ROWS,
      fields: [...this.rows.values()].slice(0, MOST_ROWS),
    };
  }

  /** The same as the list of a header (RFC 9651), at most 1 KiB; undefined when nothing is degraded. */
  header(): string | undefined {
    const items = this.report()?.fields.map(
      ({ coordinate, source, reason }) => `${coordinate};source=${source ?? 'none'};reason=${reason}`,
    );
    while (items && items.join(', ').length > LONGEST_HEADER) items.pop();
    return items?.join(', ');
  }
}

/** Two notes of one coordinate: the worse source with its reason, all objects, the oldest age. */
function merge(row: DegradedField, field: DegradedField): DegradedField {
  const isWorse = WORST_LAST.indexOf(field.source) > WORST_LAST.indexOf(row.source);
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
