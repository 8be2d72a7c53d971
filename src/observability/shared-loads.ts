import type { Registry } from 'prom-client';
import type { SharedSources } from '../../datasources/sharing/shared-sources.js';
import { by, exposeCounter } from './read-at-scrape.js';

/** Registers how much of what requests load they load together. */
export function exposeSharedLoads(registry: Registry, shared: SharedSources): void {
  exposeCounter(
    registry,
    {
      name: 'vitrine_shared_loads_total',
      help: 'Ids that requests loaded from public sources: asked for upstream, or joined while on their way for others.',
      labelNames: ['how'],
    },
    () => by(Object.entries(shared.state())),
  );
}
