import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'node:test';

/** A started process whose output is collected. */
export interface Launched {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits for the exit code; null when a signal ended it. */
  exit(): Promise<number | null>;
  /** Waits until its output matches; fails when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Waits until it announces its origin, and returns that. */
  url(): Promise<string>;
  /** Sends a signal to the process and its group, as a terminal does on Ctrl-C. */
  pressCtrlC(): void;
}

/** Process ids of the children that a process has now. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((id) => id !== '')
    .map(Number);
}

/** Waits until none of the processes exists; fails after two seconds. */
export async function assertGone(pids: readonly number[]): Promise<void> {
  assert(pids.length > 0, 'there was no child process to begin with');
  const alive = () => pids.filter(isAlive);
  for (let round = 0; round < 100 && alive().length > 0; round++) await sleep(20);
  assert.deepEqual(alive(), []);
}

function isAlive(pid: number): boolean {
  try {
    const state = /\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
    return state !== 'Z';
  } catch {
    return false;
  }
}

/** Starts a program in a process group of its own, with nothing in its environment but PATH and what is given. */
export function launch(test: TestContext, path: string, env: Record<string, string> = {}): Launched {
  const child = spawn(process.execPath, ['--enable-source-maps', join(import.meta.dirname, path)], {
    detached: true,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  test.after(() => child.kill('SIGKILL'));
  const says = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(out + error);
      if (found) return found;
      assert.equal(child.exitCode, null, `ended without saying ${pattern.source}:\n${out}${error}`);
      await sleep(20);
    }
  };
  return {
    child,
    stdout: () => out,
    stderr: () => error,
    exit: async () => {
      await ended;
      return child.exitCode;
    },
    says,
    url: async () => (await says(/(http:\/\/127\.0\.0\.1:\d+)\/graphql/))[1] ?? '',
    pressCtrlC: () => {
      assert(child.pid !== undefined);
      process.kill(-child.pid, 'SIGINT');
    },
  };
}
