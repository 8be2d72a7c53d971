import type { Registry } from 'prom-client';
import type { Connections } from '../../datasources/connections.js';
import { exposeGuards } from './guard-gauges.js';
import { exposeKeptRecords } from './kept-records.js';
import { exposeSharedLoads } from './shared-loads.js';
import { exposeSlots } from './slots-metrics.js';

/** Registers the state of what all requests share; read when the metrics are. `now`: epoch ms. */
export function exposeStores(registry: Registry, connections: Connections, now: () => number): void {
  const { slots, guards, stores, shared } = connections;
  exposeSlots(registry, slots, now);
  exposeGuards(registry, guards, now);
  if (stores.kept) exposeKeptRecords(registry, stores.kept);
  if (shared) exposeSharedLoads(registry, shared);
}
