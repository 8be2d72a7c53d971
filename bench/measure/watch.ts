import { readCore, sharesBetween } from './cores.js';
import { cpuMs, majorFaults } from './cpu.js';
import { disturbancesOf } from './disturbance.js';
import type { Loaded } from './load.js';
import { LOAD_CORE, SERVER_CORE } from './processes.js';

/** What was seen of a server while it was under load. */
export interface Watched {
  /** CPU of the server, user and system, in ms. */
  readonly cpuMs: number;
  /** What disturbed it, in words; empty: nothing. */
  readonly disturbed: readonly string[];
}

/**
 * Watches a server and both cores from now on; asked when the load has ended, it tells what was seen. `neighbours` wait on the
 * server's core for their turn: what little they do meanwhile, all do for each other.
 */
export function watch(pid: number, neighbours: readonly number[] = []): (loaded: Loaded) => Watched {
  const read = () => ({
    cpu: cpuMs(pid),
    known: neighbours.reduce((sum, neighbour) => sum + cpuMs(neighbour), 0),
    faults: majorFaults(pid),
    load: readCore(LOAD_CORE),
    server: readCore(SERVER_CORE),
  });
  const before = read();
  return ({ degraded, seconds }) => {
    const after = read();
    const used = after.cpu - before.cpu;
    const expected = used + after.known - before.known;
    const load = sharesBetween(before.load, after.load);
    const server = sharesBetween(before.server, after.server);
    return {
      cpuMs: used,
      disturbed: disturbancesOf({
        degraded,
        loadBusy: load.busy,
        strangers: Math.max(0, server.processes - expected / (seconds * 1_000)),
        stolen: Math.max(load.stolen, server.stolen),
        majorFaults: after.faults - before.faults,
      }),
    };
  };
}
