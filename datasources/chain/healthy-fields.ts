import { armOf, NO_LEADS, type Leads } from './lead.js';
import type { Telemetry } from '../telemetry.js';

/** The fields of one request that came from their first source, counted per coordinate and told to the metrics once. */
export class HealthyFields {
  private readonly counts = new Map<string, number>();

  constructor(private readonly leads: Leads = NO_LEADS) {}

  /** One value, or `items` of them at once. */
  add(coordinate: string, items = 1): void {
    this.counts.set(coordinate, (this.counts.get(coordinate) ?? 0) + items);
  }

  /** Tells what was counted since the last time: what shares of degraded values are shares of. */
  flush(telemetry: Telemetry): void {
    for (const [coordinate, items] of this.counts)
      telemetry.field(
        { coordinate, source: 'primary', outcome: 'ok', reason: 'none', arm: armOf(this.leads, coordinate) },
        items,
      );
    this.counts.clear();
  }
}
