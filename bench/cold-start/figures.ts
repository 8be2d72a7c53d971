import type { Figure } from '../suite/scenario.js';
import type { ColdStart } from './spawn-cold.js';

/** Columns of cold starts: the whole, then its parts one after the other. */
export const COLD_FIGURES: readonly Figure[] = [
  { key: 'ms', title: 'ms to first answer', digits: 0 },
  { key: 'cpuMs', title: 'CPU ms', digits: 0 },
  { key: 'bootMs', title: 'Node', digits: 0 },
  { key: 'loadMs', title: 'load', digits: 0 },
  { key: 'schemaMs', title: 'configuration, schema', digits: 0 },
  { key: 'serverMs', title: 'server', digits: 0 },
  { key: 'readsMs', title: 'wait for plans', digits: 0 },
  { key: 'requestMs', title: 'request', digits: 0 },
];

/** What one start took. Parts of the gateway are missing where nothing marks them. */
export function coldFigures({
  ms,
  cpuMs,
  bootedMs,
  loadedMs,
  answeredMs,
  marks,
}: ColdStart): Record<string, number> {
  const { 'schema built': schema, 'server built': server, 'first reads done': reads } = marks;
  const parts =
    schema === undefined || server === undefined || reads === undefined
      ? { requestMs: answeredMs - loadedMs }
      : {
          schemaMs: schema - loadedMs,
          serverMs: server - schema,
          readsMs: reads - server,
          requestMs: answeredMs - reads,
        };
  return { ms, cpuMs, bootMs: bootedMs, loadMs: loadedMs - bootedMs, ...parts };
}
