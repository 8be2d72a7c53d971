import type { Registry } from 'prom-client';
import type { LastKnownGood } from '../../datasources/chain/last-known-good.js';
import { by, exposeCounter, exposeGauge, single } from './read-at-scrape.js';

/** Registers what the store of last known good records holds and what it refused. */
export function exposeKeptRecords(registry: Registry, kept: LastKnownGood): void {
  exposeGauge(
    registry,
    { name: 'vitrine_lkg_entries', help: 'Records and absences kept for the time after a failure.' },
    () => single(kept.state().entries),
  );
  exposeGauge(registry, { name: 'vitrine_lkg_bytes', help: 'Estimated memory of the kept records.' }, () =>
    single(kept.state().bytes),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_lkg_reads_total',
      help: 'Looks for kept records that may be served without asking, by what was found.',
      labelNames: ['found'],
    },
    () => by(Object.entries(kept.state().reads)),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_lkg_rejected_total',
      help: 'Answers that did not become the last known good one, by reason.',
      labelNames: ['reason'],
    },
    () => by(Object.entries(kept.state().rejected)),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_lkg_refresh_failed_total',
      help: 'Kept records whose source failed when it was asked again.',
    },
    () => single(kept.state().failedRefreshes),
  );
}
