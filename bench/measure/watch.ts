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

/** Watches a server and both cores from now on; asked when the load has ended, it tells what was seen. */
export function watch(pid: number): (loaded: Loaded) => Watched {
  const read = () => ({
    cpu: cpuMs(pid),
    faults: majorFaults(pid),
    load: readCore(LOAD_CORE),
    server: readCore(SERVER_CORE),
  });
  const before = read();
  return ({ degraded, seconds }) => {
    const after = read();
    const used = after.cpu - before.cpu;
    const load = sharesBetween(before.load, after.load);
    const server = sharesBetween(before.server, after.server);
    return {
      cpuMs: used,
      disturbed: disturbancesOf({
        degraded,
        loadBusy: load.busy,
        strangers: Math.max(0, server.processes - used / (seconds * 1_000)),
        stolen: Math.max(load.stolen, server.stolen),
        majorFaults: after.faults - before.faults,
      }),
    };
  };
}
