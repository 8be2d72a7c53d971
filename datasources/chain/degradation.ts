import type { Telemetry } from '../telemetry.js';
import type { FailureClass, LaterHop } from './outcome.js';
import { reasonOf, type DegradedReason } from './reason.js';

/** Sources from best to worst; null: none was left. */
const WORST_LAST: readonly (LaterHop | 'static' | null)[] = ['legacy', 'static', null];
const MOST_ROWS = 32;

/** What became of one field of an answer, over all objects it was read of. */
export interface DegradedField {
  /** `Product.pricing` */
  readonly coordinate: string;
  /** The worst source that any of them came from; null: none was left. */
  readonly source: LaterHop | 'static' | null;
  /** Why the better ones failed. */
  readonly reason: DegradedReason;
  /** How many objects. */
  readonly items: number;
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

  /** Notes one value. */
  note(coordinate: string, source: DegradedField['source'], cls: FailureClass): void {
    const reason = reasonOf(cls);
    this.telemetry.field({
      coordinate,
      source: source ?? 'none',
      outcome: source === 'legacy' ? 'degraded' : 'exhausted',
      reason,
    });
    const row = this.rows.get(coordinate);
    const isWorse = !row || WORST_LAST.indexOf(source) > WORST_LAST.indexOf(row.source);
    const worst = isWorse ? { coordinate, source, reason } : row;
    this.rows.set(coordinate, { ...worst, items: (row?.items ?? 0) + 1 });
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
    while (items && items.join(', ').length > 1_024) items.pop();
    return items?.join(', ');
  }
}
