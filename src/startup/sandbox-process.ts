import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { UPSTREAM_NAMES } from '../../datasources/upstreams.js';
import { StartError } from '../config/problem.js';
import { lastWords } from './last-words.js';

const report = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    urls: z.record(z.enum(UPSTREAM_NAMES), z.url()),
    adminUrl: z.url(),
    mediaOrigin: z.url(),
  }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

/** What the embedded services tell about themselves when they serve. */
export type SandboxReady = Extract<z.infer<typeof report>, { type: 'ready' }>;

/** The embedded services, running in a process of their own. */
export interface SandboxProcess {
  ready: SandboxReady;
  /** Resolves when the process ends, by itself or by `stop`. */
  exited: Promise<void>;
  /** Ends the process; by force when it does not end within `STOP_MS`. */
  stop(): Promise<void>;
}

const STOP_MS = 1500;

/** How the embedded services are started. */
export interface SandboxOptions {
  /** Path of the program. */
  path: string;
  /** Milliseconds until it has to be ready. */
  readyWithinMs: number;
  /** Ends the attempt, and the process with it. */
  signal: AbortSignal;
}

/**
 * Starts the embedded services and waits until they serve; throws a StartError when they do not.
 *
 * The process leads its own group: Ctrl-C in a terminal reaches the gateway alone, which still needs its upstream
 * services to finish what is in flight. It ends by itself when the channel to the gateway closes, however that happens.
 */
export async function startSandbox({ path, readyWithinMs, signal }: SandboxOptions): Promise<SandboxProcess> {
  if (!existsSync(path)) throw sandboxError(`are not built: ${path} is missing.`, 'Run npm run build.');
  const child = fork(path, [], {
    detached: true,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const words = lastWords(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const ready = await firstReport(child, words, readyWithinMs, signal);
    words.passOn();
    return { ready, exited, stop: () => stop(child, exited) };
  } catch (error) {
    await stop(child, exited);
    throw error;
  }
}

async function firstReport(
  child: ChildProcess,
  words: { telling(): string },
  readyWithinMs: number,
  signal: AbortSignal,
): Promise<SandboxReady> {
  const settled = new AbortController();
  const ends = AbortSignal.any([signal, settled.signal]);
  const said = once(child, 'message', { signal: ends }).then(([message]) => report.safeParse(message));
  // 'close' rather than 'exit': it comes after the last output.
  const ended = once(child, 'close', { signal: ends }).then(() => {
    throw sandboxError(`ended before they were ready${words.telling()}.`);
  });
  const late = sleep(readyWithinMs, undefined, { signal: ends }).then(() => {
    throw sandboxError(`were not ready within ${readyWithinMs / 1000} s${words.telling()}.`);
  });
  try {
    const { data, error } = await Promise.race([said, ended, late]);
    if (error)
      throw sandboxError('sent a report that cannot be read.', 'Run npm run build, then start again.');
    if (data.type === 'failed') throw sandboxError(`failed: ${data.message}`, remedyFor(data.message));
    return data;
  } finally {
    settled.abort();
    await Promise.allSettled([said, ended, late]);
  }
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.connected) child.disconnect();
  const net = new AbortController();
  const force = sleep(STOP_MS, undefined, { signal: net.signal }).then(
    () => child.kill('SIGKILL'),
    () => undefined,
  );
  await exited;
  net.abort();
  await force;
}

/** The administration is the one port of theirs that an operator can choose. */
function remedyFor(message: string): string | undefined {
  return message.includes('EADDRINUSE') ? 'Give a free SANDBOX_ADMIN_PORT; unset it for any.' : undefined;
}

function sandboxError(wrong: string, remedy?: string): StartError {
  return new StartError([
    {
      subject: 'The embedded services',
      wrong,
      example: null,
      remedy:
        remedy ??
        'Correct the cause; or give the URL of every service and set SANDBOX=off to do without them.',
    },
  ]);
}
