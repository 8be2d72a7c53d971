import { Counter, Gauge, type Registry } from 'prom-client';
import type { LastKnownGood } from '../../datasources/chain/last-known-good.js';

/** Registers what the store of last known good records holds and what it refused; read when the metrics are. */
export function exposeKeptRecords(registry: Registry, kept: LastKnownGood): void {
  const registers = [registry];
  new Gauge({
    name: 'vitrine_lkg_entries',
    help: 'Records and absences kept for the time after a failure.',
    registers,
    collect() {
      this.set(kept.state().entries);
    },
  });
  new Gauge({
    name: 'vitrine_lkg_bytes',
    help: 'Estimated memory of the kept records.',
    registers,
    collect() {
      this.set(kept.state().bytes);
    },
  });
  new Counter({
    name: 'vitrine_lkg_rejected_total',
    help: 'Answers that did not become the last known good one, by reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, times] of Object.entries(kept.state().rejected)) this.inc({ reason }, times);
    },
  });
  new Counter({
    name: 'vitrine_lkg_refresh_failed_total',
    help: 'Kept records whose source failed when it was asked again.',
    registers,
    collect() {
      this.reset();
      this.inc(kept.state().failedRefreshes);
    },
  });
}
