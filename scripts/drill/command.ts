import { accessSync, constants, existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Clock } from './clock.js';
import { drill } from './drill.js';
import { FULL_MATRIX, runFullMatrix } from './full-matrix.js';
import { REQUESTS_PER_SECOND } from './load.js';
import { readOptions, USAGE, type DrillOptions } from './options.js';
import { renderReport } from './report/report.js';
import { planSteps } from './step.js';
import { openTarget, type Target } from './target.js';
import { Terminal, type Screen } from './terminal.js';
import { UsageError } from '../shared/usage-error.js';
import { verdictOf } from './verdict.js';

/** How the program ends: 0 every page was full, 1 one was not, 2 it could not begin, 130 it was stopped. */
export type ExitCode = 0 | 1 | 2 | 130;

/** What the command needs of its process. */
export interface CommandParts {
  readonly screen: Screen;
  readonly clock: Clock;
  /** Is aborted when somebody stops the drill. */
  readonly signal: AbortSignal;
  /** Wall clock, epoch ms: for the head of the report. */
  readonly wallNow: () => number;
}

/** Carries out one command line. Never throws. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  const terminal = new Terminal(parts.screen);
  try {
    const options = readOptions(args);
    if (options === null) {
      terminal.say(USAGE);
      return 0;
    }
    if (options.full) return (await runFull(options, parts.signal)) ? 0 : 1;
    return (await carryOut(options, terminal, parts)) ? 0 : 1;
  } catch (error) {
    terminal.erase();
    if (parts.signal.aborted) {
      terminal.say('Stopped; nothing is broken any more.');
      return 130;
    }
    if (error instanceof UsageError) {
      terminal.say(`${error.message}\n    Remedy   ${error.remedy}`);
      return 2;
    }
    terminal.say(`The drill broke off: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

function runFull({ url, admin, only }: DrillOptions, signal: AbortSignal): Promise<boolean> {
  if (url !== undefined || admin !== undefined)
    throw new UsageError('--full runs against services of its own.', 'Leave out --url and --admin.');
  return runFullMatrix(FULL_MATRIX, only, signal);
}

async function carryOut(
  options: DrillOptions,
  terminal: Terminal,
  { clock, signal, wallNow }: CommandParts,
): Promise<boolean> {
  const path = resolve(options.report);
  refuseUnwritable(path);
  const target = await openTarget(options, signal, (line) => terminal.say(line));
  try {
    return await drillTarget(target, path);
  } finally {
    await target.close();
  }

  async function drillTarget(
    { url, administration, upstreams }: Target,
    reportPath: string,
  ): Promise<boolean> {
    const steps = planSteps(upstreams, options.only);
    terminal.say(
      `Drilling ${url}: ${steps.length} outages of ${options.seconds} s, ${REQUESTS_PER_SECOND} requests a second.\n`,
    );
    terminal.head();
    const startedAt = wallNow();
    const stepMs = options.seconds * 1000;
    const record = await drill(steps, { url, administration, clock, terminal, stepMs, signal });
    const verdict = verdictOf(record.sightings, record.results);
    writeFileSync(reportPath, renderReport({ ...record, verdict, url, startedAt, stepMs }));
    terminal.say(`\n${verdict.lines.join('\n')}\nReport: ${reportPath}`);
    return verdict.isGood;
  }
}

/** Finding out after two minutes would be late. */
function refuseUnwritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch {
    throw new UsageError(`The report cannot be written to ${path}.`, 'Name another file with --report.');
  }
  if (existsSync(path) && statSync(path).isDirectory())
    throw new UsageError(`${path} is a directory.`, 'Name a file in it with --report.');
}
