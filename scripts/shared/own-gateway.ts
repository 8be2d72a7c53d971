import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { UsageError } from './usage-error.js';

/** A gateway with embedded services that belongs to a command. */
export interface OwnGateway {
  readonly url: string;
  readonly adminUrl: string;
  stop(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, '../../src/main.js');
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 5_000;
/** Characters of its complaints that are shown when it does not start. */
const MOST_WORDS = 2_000;

/** The line with which a gateway in production says that it serves. */
const ready = z.object({ url: z.url(), adminUrl: z.url() });

/** Whatever the caller's own gateway is set to, this one stands alone, on free ports, as in production. */
function settings(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.endsWith('_URL'));
  return {
    ...Object.fromEntries(inherited),
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'info',
    RATE_LIMIT_COST_PER_S: '0',
    SANDBOX: 'on',
    SANDBOX_ADMIN_PORT: '0',
    // Slow or dirty services would degrade fields by themselves, and a busy machine still more.
    SANDBOX_PROFILE: 'none',
    SANDBOX_DIRTY: 'off',
    // What LEGACY serves in the place of another is judged as if it were the other's.
    SANDBOX_LEGACY_DIFFERENCES: 'off',
  };
}

/**
 * Starts the built gateway and waits until it serves. `more`: variables that differ from those of the drill.
 * @throws UsageError when it does not
 */
export async function startOwnGateway(
  signal: AbortSignal,
  more: NodeJS.ProcessEnv = {},
): Promise<OwnGateway> {
  if (!existsSync(PROGRAM)) throw new UsageError('The gateway is not built.', 'Run npm run build.');
  // A group of its own: Ctrl-C in a terminal reaches the drill alone, which repairs and then ends it.
  const child = spawn(process.execPath, [PROGRAM], {
    detached: true,
    env: { ...settings(), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const { url, adminUrl } = await firstWords(child, signal);
    return { url, adminUrl, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function firstWords(child: ChildProcess, signal: AbortSignal): Promise<z.infer<typeof ready>> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-MOST_WORDS)));
  if (!child.stdout) throw new Error('the gateway has no standard output');
  const lines = createInterface(child.stdout); // reads on, so that the gateway never waits for a reader
  const settled = new AbortController();
  const ends = AbortSignal.any([signal, settled.signal]);
  const spoken = new Promise<z.infer<typeof ready>>((resolve) =>
    lines.on('line', (line) => {
      const parsed = ready.safeParse(parse(line));
      if (parsed.success) resolve(parsed.data);
    }),
  );
  const ended = once(child, 'close', { signal: ends }).then(() => {
    throw notStarted(`ended at once: ${said.trim()}`);
  });
  const late = sleep(READY_WITHIN_MS, undefined, { signal: ends }).then(() => {
    throw notStarted(`was not ready within ${READY_WITHIN_MS / 1000} s: ${said.trim()}`);
  });
  try {
    return await Promise.race([spoken, ended, late]);
  } finally {
    settled.abort();
    await Promise.allSettled([ended, late]);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const notStarted = (wrong: string): UsageError =>
  new UsageError(`The command's own gateway ${wrong}`, 'Try npm start; or name a running gateway.');

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const net = new AbortController();
  const force = sleep(STOP_WITHIN_MS, undefined, { signal: net.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await exited;
  net.abort();
  await force;
}
