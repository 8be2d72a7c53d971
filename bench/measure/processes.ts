import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Announcement } from './announce.js';

/** Core of the load and of the upstream. */
export const LOAD_CORE = 0;
/** Core of the one server that is measured. */
export const SERVER_CORE = 1;

const READY_MS = 30_000;
const STOP_MS = 5_000;
const TASKSET = '/usr/bin/taskset';
/** Of util-linux, as taskset is: a process that it starts gets SIGTERM when its parent ends, however that ended. */
const SETPRIV = '/usr/bin/setpriv';

/** Whether processes can be kept on their cores here. */
export const PINS = existsSync(TASKSET);

/** Keeps this process, with all its threads, on the core of the load. */
export function pinSelf(): void {
  if (PINS) spawnSync(TASKSET, ['-a', '-c', '-p', String(LOAD_CORE), String(process.pid)]);
}

/** A process of the suite. */
export interface Running {
  /** Its origin. */
  readonly url: string;
  readonly pid: number;
  /** Rejects when it ends. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

/** How to start a process. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Where it will listen, if it does not say so itself: asked until it answers. */
  readonly listensAt?: string;
  /** Path below `listensAt` that answers once it is ready. */
  readonly readyAt?: string;
}

/** Starts a process on one core and waits until it can be asked. */
export async function start(command: Command, core: number): Promise<Running> {
  const { program, args, env, cwd, listensAt, readyAt = '/' } = command;
  const [run, ...all] = [
    ...(existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'TERM'] : []),
    ...(PINS ? [TASKSET, '-c', String(core)] : []),
    program,
    ...args,
  ];
  const child = spawn(run ?? program, all, {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...env },
    ...(cwd !== undefined && { cwd }),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${program} ${args.join(' ')} ended with ${signal ?? code ?? 'nothing'}`)),
    );
  });
  ended.catch(() => undefined);
  const ready = listensAt === undefined ? announced(child) : answers(child, listensAt, readyAt);
  try {
    const url = await Promise.race([ready, ended, late(command)]);
    return { url, pid: child.pid ?? 0, ended, stop: () => stop(child) };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

async function announced(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('a process without output announces nothing');
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return (JSON.parse(line) as Announcement).url;
  }
  throw new Error('a process ended without a word');
}

async function answers(child: ChildProcess, url: string, path: string): Promise<string> {
  child.stdout?.resume();
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}${path}`).catch(() => null);
    await answer?.text();
    if (answer && answer.status < 500) return url;
    await delay(100);
  }
  throw new Error('a process ended before it was ready');
}

const late = ({ program, args }: Command): Promise<never> =>
  delay(READY_MS, undefined, { ref: false }).then(() => {
    throw new Error(`${program} ${args.join(' ')} was not ready in ${READY_MS / 1_000} s`);
  });

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(hard);
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
