import type { Registry } from 'prom-client';
import type { Connections } from '../../datasources/connections.js';
import { exposeDiskCopies } from './disk-copies.js';
import { exposeGuards } from './guard-gauges.js';
import { exposeKeptRecords } from './kept-records.js';
import { exposePlanAge } from './plan-age.js';

/** Registers the state of what all requests share; read when the metrics are. `now`: epoch ms. */
export function exposeStores(registry: Registry, connections: Connections, now: () => number): void {
  const { slots, guards, stores } = connections;
  exposePlanAge(registry, slots, now);
  exposeDiskCopies(registry, slots);
  exposeGuards(registry, guards, now);
  if (stores.kept) exposeKeptRecords(registry, stores.kept);
}
