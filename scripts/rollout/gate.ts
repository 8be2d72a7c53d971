import type { Condition } from '../../rollout/fleet/condition.js';
import type { JudgedRule } from '../../rollout/fleet/evaluate.js';
import { gateConditions, publicationLine } from '../../rollout/fleet/gate.js';
import { HistoryError, readHistory, type History } from '../../rollout/fleet/history.js';
import { parityReport, type ParityReport } from '../../rollout/fleet/parity-report.js';
import { kills, parseKillList } from '../../rollout/live/kill-list.js';
import { GATE_USAGE, readGateOptions, type GateOptions } from './gate-options.js';
import { judgedRules } from './judged-rules.js';
import type { SubCommand, Surroundings } from './sub-command.js';
import { tellUsageError } from '../shared/run-command.js';
import { textIfAny, textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';

/** Says whether a rule may take its next step. */
export const GATE: SubCommand = { usage: GATE_USAGE, run: runGate };

const [MET, NOT_MET, TOO_LITTLE, NOT_JUDGED] = [0, 1, 2, 3];
const WORDS: Readonly<Record<Condition['state'], string>> = {
  met: 'met',
  'not-met': 'NOT MET',
  'too-little-data': 'TOO LITTLE DATA',
};

/** Usage errors end with 3 here, because 2 says that data are missing. */
async function runGate(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await judge(readGateOptions(args), surroundings);
  } catch (error) {
    tellUsageError(error, surroundings.err);
    return NOT_JUDGED;
  }
}

async function judge(options: GateOptions, { out, wallNow }: Surroundings): Promise<number> {
  const { version, rules } = await judgedRules(options.rules);
  const rule = rules.find(({ id }) => id === options.rule);
  if (!rule)
    throw new UsageError(
      `${options.rules} has no rule ${options.rule}.`,
      `It has ${rules.map(({ id }) => id).join(', ')}.`,
    );
  const killList = parseKillList(Buffer.from((await textIfAny(options.kill)) ?? ''));
  const conditions = gateConditions({
    rule,
    toBp: options.toBp,
    history: historyIn(await textOf(options.history, startOf(rule)), options.history),
    parity: options.parity === undefined ? null : reportIn(await textOf(options.parity), options.parity),
    isKilled: kills(killList, rule.id),
    now: wallNow(),
  });
  const code = codeOf(conditions);
  const lines = conditions.map(
    ({ name, state, figure, remedy }) =>
      `  ${name.padEnd(11)} ${WORDS[state].padEnd(16)} ${figure}${remedy === '' ? '' : `\n      Remedy: ${remedy}`}\n`,
  );
  out(
    `${rule.id}, version ${version}: from ${rule.bp} to ${options.toBp}\n${lines.join('')}${SENTENCES[code]}\n`,
  );
  return code;
}

const SENTENCES: Readonly<Record<number, string>> = {
  [MET]: 'The gate is met.',
  [NOT_MET]: 'The gate is not met.',
  [TOO_LITTLE]: 'There is too little data.',
};

function codeOf(conditions: readonly Condition[]): number {
  if (conditions.some(({ state }) => state === 'not-met')) return NOT_MET;
  return conditions.some(({ state }) => state === 'too-little-data') ? TOO_LITTLE : MET;
}

/** What to do where there is no history yet. */
const startOf = ({ id, bp }: JudgedRule): string =>
  `Whoever publishes appends a line for every share that changes. Begin the file with ${publicationLine(id, bp)}, with the time and version of that publication.`;

function historyIn(text: string, path: string): History {
  try {
    return readHistory(text);
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    throw new UsageError(`${path}: ${error.message}`, 'Correct the line: {"at","version","rule","bp"}.');
  }
}

function reportIn(text: string, path: string): ParityReport {
  try {
    return parityReport.parse(JSON.parse(text));
  } catch {
    throw new UsageError(
      `${path} is no report of npm run parity.`,
      'Give the report.json that it writes in this version.',
    );
  }
}
