import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UPSTREAM_NAMES, type Fault, type UpstreamName } from '../../sandbox/index.js';
import { freePort, LOAD_CORE, PINS, type Command, type Running } from '../measure/processes.js';
import type { Bench } from '../suite/bench.js';
import type { Entrant } from '../suite/scenario.js';

const MAIN = join(import.meta.dirname, '../../src/main.js');

/** A gateway as `npm start` starts it, with the services of the sandbox behind it. */
export interface EmbeddedGateway extends Running {
  readonly entrant: Entrant;
  /** Calls that reached the services, what gateways ask by themselves included. */
  calls(): Promise<number>;
  /** Breaks the services that requests ask, each as `faultsOf` says. Polled ones stay whole. */
  breakServices(faultsOf: (service: UpstreamName) => readonly Fault[]): Promise<void>;
  repairServices(): Promise<void>;
}

/** Read in the background: without them a gateway has other pages, not worse ones. */
const POLLED: readonly UpstreamName[] = ['SLOTS', 'SNAPSHOT'];

/** Starts a gateway in production mode; its services are put on the core of the load. */
export async function startEmbedded(
  bench: Bench,
  who: Omit<Entrant, 'command'>,
  settings: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<EmbeddedGateway> {
  const [port, adminPort] = [await freePort(), await freePort()];
  const admin = `http://127.0.0.1:${adminPort}`;
  const env = { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off', ...settings };
  const command: Command = {
    program: process.execPath,
    args: [...flags, '--enable-source-maps', MAIN],
    env: { ...env, PORT: String(port), SANDBOX_ADMIN_PORT: String(adminPort) },
    listensAt: `http://127.0.0.1:${port}`,
    readyAt: '/readyz',
  };
  const running = await bench.start(command);
  moveChildren(running.pid, LOAD_CORE);
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return {
    ...running,
    entrant: { ...who, command: [...words, 'node', 'dist/src/main.js'].join(' ') },
    async calls() {
      const log = (await (await fetch(`${admin}/calls`)).json()) as CallLog;
      return Object.values(log)
        .flatMap((paths) => Object.values(paths))
        .reduce((sum, { calls }) => sum + calls, 0);
    },
    async breakServices(faultsOf) {
      for (const service of UPSTREAM_NAMES.filter((name) => !POLLED.includes(name)))
        await fetch(`${admin}/faults/${service}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(faultsOf(service)),
        });
    },
    async repairServices() {
      await fetch(`${admin}/faults`, { method: 'DELETE' });
    },
  };
}

type CallLog = Readonly<Record<string, Readonly<Record<string, { readonly calls: number }>>>>;

/** Children start on the core of their parent, where they would be measured with it. */
function moveChildren(pid: number, core: number): void {
  if (!PINS) return;
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' '),
  );
  for (const child of children.filter((text) => text !== ''))
    spawnSync('taskset', ['-a', '-c', '-p', String(core), child]);
}
