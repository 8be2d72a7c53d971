import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestContext } from 'node:test';
import type { Clock } from '../../../scripts/drill/clock.js';
import { runCommand, type ExitCode } from '../../../scripts/drill/command.js';

/** What came of a command line. */
export interface Ended {
  readonly code: ExitCode;
  readonly output: string;
  readonly reportPath: string;
  /** The report; fails when there is none. */
  readonly report: () => string;
}

/** A clock that runs so many times as fast as the real one. */
export const clockAt = (speed: number): Clock => ({
  now: () => performance.now() * speed,
  sleep: (ms, signal) => sleep(ms / speed, undefined, signal && { signal }),
});

/** A path for a report, which is removed after the test. */
export function reportPath(test: TestContext): string {
  const path = join(tmpdir(), `vitrine-drill-${process.pid}-${Math.random().toString(36).slice(2)}.html`);
  test.after(() => rmSync(path, { force: true }));
  return path;
}

/** Carries out a command line in this process; `speed` shortens the waiting. */
export async function runDrill(
  test: TestContext,
  args: readonly string[],
  { speed = 5, signal = test.signal }: { speed?: number; signal?: AbortSignal } = {},
): Promise<Ended> {
  const path = reportPath(test);
  let output = '';
  const code = await runCommand(['--report', path, ...args], {
    screen: { write: (text) => (output += text), width: null },
    clock: clockAt(speed),
    signal,
    wallNow: () => Date.UTC(2026, 10, 11),
  });
  return { code, output, reportPath: path, report: () => readFileSync(path, 'utf8') };
}
