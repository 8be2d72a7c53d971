import { Counter, Gauge, type Registry } from 'prom-client';
import type { SnapshotStore } from '../../datasources/snapshot/snapshot.store.js';
import { by, exposeCounter, exposeGauge, single } from '../observability/read-at-scrape.js';
import type { PublishEvent } from './snapshot-job.js';

/** Registers how old the loaded snapshots are, and what was refused; read when the metrics are. `now`: epoch ms. */
export function exposeSnapshots(registry: Registry, snapshots: SnapshotStore, now: () => number): void {
  exposeGauge(
    registry,
    {
      name: 'vitrine_snapshot_age_seconds',
      help: 'Time since the loaded snapshot of a scene and variant was generated; above 1800 is an alarm, 86400 its end.',
      labelNames: ['scene', 'variant'],
    },
    () => [...snapshots.ages(now())].map(([place, age]) => [place.split('/'), age / 1_000]),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_snapshot_refused_total',
      help: 'Published snapshots that were not loaded, by reason.',
      labelNames: ['reason'],
    },
    () => by(snapshots.refusals()),
  );
}

/** Registers how many scenes have no snapshot; `count` is asked when the metrics are read. */
export function exposeMissing(registry: Registry, count: () => number): void {
  exposeGauge(
    registry,
    {
      name: 'vitrine_snapshot_missing',
      help: 'Open scenes whose SNAPSHOT has nothing that may be served: only the packaged list is behind them.',
    },
    () => single(count()),
  );
}

/** Registers the metrics of publishing; the result is told about every attempt. */
export function countPublishing(registry: Registry): (event: PublishEvent) => void {
  const attempts = new Counter({
    name: 'vitrine_snapshot_publish_total',
    help: 'Attempts to publish a snapshot, by outcome: published, skipped, or the reason of a refusal.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const refusals = new Gauge({
    name: 'vitrine_snapshot_publish_refusals',
    help: 'Refusals in a row; 3 are an alarm.',
    labelNames: ['scene', 'variant'],
    registers: [registry],
  });
  return ({ sceneId, variant, outcome, refusals: inARow }) => {
    refusals.set({ scene: sceneId, variant }, inARow);
    const labels = outcome.kind === 'refused' ? outcome.reasons : [outcome.kind];
    for (const label of labels) attempts.inc({ outcome: label });
  };
}
