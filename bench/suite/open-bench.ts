import { join, relative } from 'node:path';
import type { Contestant } from '../contestants/contestant.js';
import { LOAD_CORE, SERVER_CORE, start, type Command, type Running } from '../measure/processes.js';
import { reachStandIn, type StandIn } from '../measure/stand-in.js';
import type { Amounts, Bench, Server } from './bench.js';

const ROOT = join(import.meta.dirname, '../../..');
const STAND_IN = join(import.meta.dirname, '../stand-in/main.js');

/** What one scenario gets, and what ends everything that it started. */
export interface OpenBench extends Bench {
  close(): Promise<void>;
}

/** Opens the bench for one scenario. */
export function openBench(amounts: Amounts, signal: AbortSignal, say: (line: string) => void): OpenBench {
  const running: Running[] = [];
  let standIn: Promise<StandIn> | undefined;

  const startOn = async (command: Command, core = SERVER_CORE): Promise<Running> => {
    signal.throwIfAborted();
    const started = await start(command, core);
    running.push(started);
    return started;
  };
  const serve = async (contestant: Contestant, upstream: string): Promise<Server> => {
    const { name, title, configuration } = contestant;
    const command = await contestant.command(upstream);
    const server = await startOn(command);
    return { ...server, contestant, entrant: { name, title, configuration, command: inWords(command) } };
  };

  return {
    amounts,
    signal,
    sequence: { next: 0 },
    say,
    start: startOn,
    async line(contestants, upstream) {
      const servers: Server[] = [];
      for (const contestant of contestants) {
        const missing = contestant.missing?.() ?? null;
        if (missing === null) servers.push(await serve(contestant, upstream));
        else say(`${contestant.title} is left out: ${missing}`);
      }
      return servers;
    },
    standIn: () =>
      (standIn ??= startOn({ program: process.execPath, args: [STAND_IN] }, LOAD_CORE).then(reachStandIn)),
    close: async () => {
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}

/** A command as one would type it in the root of the project; ports and origins of the run are left out. */
function inWords({ program, args, env = {} }: Command): string {
  const local = (text: string) => (text.startsWith(ROOT) ? relative(ROOT, text) : text);
  const settings = Object.entries(env)
    .filter(([name, value]) => name !== 'PORT' && !value.includes('://127.0.0.1:'))
    .map(([name, value]) => `${name}=${local(value)}`);
  return [...settings, program === process.execPath ? 'node' : local(program), ...args.map(local)].join(' ');
}
