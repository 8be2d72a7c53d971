import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { excessesOf, parseLimits, type Limits } from '../limits.js';
import { PINS } from '../measure/processes.js';
import { evaluate } from '../report/evaluate.js';
import type { BenchRecord } from '../report/record.js';
import { claimTable, figureTable, plainTable } from '../report/tables.js';
import type { Scenario } from '../suite/scenario.js';
import { readOptions, USAGE, type BenchOptions } from './options.js';
import { dropRecord, writeRecord, writeReport } from './results.js';
import { runScenario, type RunParts } from './run-scenario.js';
import { UsageError } from './usage-error.js';

/** How the program ends: 0 all was measured, 1 something failed or is void, 2 nothing began, 130 it was stopped. */
export type ExitCode = 0 | 1 | 2 | 130;

/** What the command needs of its process. */
export interface CommandParts extends Omit<RunParts, 'amounts'> {
  readonly scenarios: readonly Scenario[];
  /** Root of the project. */
  readonly root: string;
}

/** Carries out one command line. Never throws. */
export async function runCommand(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  const { say, signal } = parts;
  try {
    const options = readOptions(args);
    if (options === null) {
      say(USAGE);
      return 0;
    }
    return (await carryOut(options, parts)) ? 0 : 1;
  } catch (error) {
    if (signal.aborted) {
      say('Stopped; everything that was started has ended.');
      return 130;
    }
    say(error instanceof Error ? error.message : String(error));
    return error instanceof UsageError ? 2 : 1;
  }
}

async function carryOut(options: BenchOptions, parts: CommandParts): Promise<boolean> {
  const { say, root, scenarios } = parts;
  const { quick } = options.amounts;
  const folder = join(root, quick ? 'dist/bench-quick' : 'bench/results');
  const claimIds = scenarios.flatMap(({ claims }) => claims.map(({ id }) => id));
  const limits = parseLimits(readFileSync(join(root, 'bench/limits.json'), 'utf8'), claimIds);
  if (!PINS) say('taskset is missing: processes are not kept on their cores, and figures mean little.');
  let isGood = true;
  for (const scenario of choose(options, scenarios)) {
    say(`\n${scenario.id}. ${scenario.title}`);
    dropRecord(folder, scenario.id);
    const record = await judged(scenario, { ...parts, amounts: options.amounts }, quick ? limits : {});
    if (record === null) isGood = false;
    else {
      writeRecord(folder, record);
      isGood = tell(record, limits, say) && isGood;
    }
  }
  say(
    `\nReport: ${writeReport(
      folder,
      scenarios.map(({ id }) => id),
    )}`,
  );
  return isGood;
}

function choose({ only, amounts }: BenchOptions, scenarios: readonly Scenario[]): readonly Scenario[] {
  const ids = scenarios.map(({ id }) => id);
  const unknown = only.filter((id) => !ids.includes(id));
  if (unknown.length > 0)
    throw new UsageError(
      `${unknown.join(', ')}: no such scenario.\n    Remedy   Name some of ${ids.join(', ')}.`,
    );
  if (only.length > 0) return scenarios.filter(({ id }) => only.includes(id));
  return scenarios.filter(({ quick }) => quick || !amounts.quick);
}

/** Runs a scenario; once more where a number exceeded its limit, since machines have bad moments. Null: no result. */
async function judged(scenario: Scenario, parts: RunParts, limits: Limits): Promise<BenchRecord | null> {
  try {
    const record = await runScenario(scenario, parts);
    if (excessesOf(limits, evaluate(record).verdicts).length === 0) return record;
    parts.say('A limit is exceeded; once more.');
    return await runScenario(scenario, parts);
  } catch (error) {
    parts.signal.throwIfAborted();
    parts.say(
      `NO RESULT. ${scenario.id} broke off: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}

/** Prints what a record says; whether nothing stands against it. */
function tell(record: BenchRecord, limits: Limits, say: (line: string) => void): boolean {
  const evaluation = evaluate(record);
  const { flaws, rows, verdicts } = evaluation;
  say(`\n${plainTable(figureTable(record, rows))}\n\n${plainTable(claimTable(evaluation))}`);
  for (const note of record.notes) say(note);
  for (const flaw of flaws) say(`${record.amounts.quick ? 'Warning' : 'VOID'}: ${flaw}`);
  if (!record.amounts.quick) return flaws.length === 0;
  const excesses = excessesOf(limits, verdicts);
  for (const excess of excesses) say(`FAILED: ${excess}`);
  return excesses.length === 0;
}
