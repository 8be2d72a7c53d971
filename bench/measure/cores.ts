import { readFileSync } from 'node:fs';

/** What a core did since the machine started, in clock ticks. */
export interface CoreTicks {
  /** Processes, in user and kernel mode. */
  readonly processes: number;
  /** Processes and interrupts. */
  readonly busy: number;
  /** Waited for a processor that its host gave to somebody else. */
  readonly stolen: number;
  readonly all: number;
}

/** What a core did between two moments, as shares of 0 to 1. */
export interface CoreShares {
  readonly processes: number;
  readonly busy: number;
  readonly stolen: number;
}

/** Reads what a core did so far from the text of `/proc/stat`. */
export function readCore(core: number, text = readFileSync('/proc/stat', 'utf8')): CoreTicks {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`cpu${core} `));
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, hard = 0, soft = 0, stolen = 0] = (line ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  const processes = user + nice + system;
  const busy = processes + hard + soft;
  return { processes, busy, stolen, all: busy + idle + wait + stolen };
}

/** What happened between two readings. */
export function sharesBetween(from: CoreTicks, to: CoreTicks): CoreShares {
  const all = Math.max(1, to.all - from.all);
  return {
    processes: (to.processes - from.processes) / all,
    busy: (to.busy - from.busy) / all,
    stolen: (to.stolen - from.stolen) / all,
  };
}
