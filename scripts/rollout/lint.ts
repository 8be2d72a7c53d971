import { RULABLES } from '../../resolvers/rulables.js';
import { checkChange } from '../../rollout/rules/check-change.js';
import { expired } from '../../rollout/rules/expired.js';
import { readRules } from '../../rollout/rules/read-rules.js';
import type { RuleProblem } from '../../rollout/rules/rule-problem.js';
import { CommandLine } from '../shared/command-line.js';
import { textOf } from '../shared/text-of.js';
import { UsageError } from '../shared/usage-error.js';
import type { SubCommand, Surroundings } from './sub-command.js';

const COMMAND = new CommandLine('npm run rollout -- lint');
const REMEDY = 'Give the path of a file of rules, for example rollout/rules.example.yaml.';

/** Judges a file of rules as a gateway would, and its dates besides. */
export const LINT: SubCommand = {
  usage: `npm run rollout -- lint FILE [--against OLD]

Says whether a gateway takes the rules in FILE, and whether one of them is past its day.

  --against OLD    the file that is in force: whether FILE may follow it

Exit code: 0 it may be published, 1 it may not, 2 there was nothing to judge.`,
  run: lint,
};

async function lint(args: readonly string[], { out, err, wallNow }: Surroundings): Promise<number> {
  const { file, against } = readOptions(args);
  const read = readRules(await textOf(file, REMEDY), RULABLES);
  if ('problems' in read) return refuse(file, read.problems, err);
  const { rules } = read;
  const problems = against === undefined ? [] : checkChange(await rulesInForce(against), rules);
  const late = expired(rules, wallNow()).map(
    ({ id, expires, owner }) =>
      `${id}: EXPIRED  Its last day was ${expires}. ${owner} retires it, or moves the day.\n`,
  );
  if (problems.length > 0) refuse(file, problems, err);
  if (late.length > 0) err(`${file}\n${late.join('')}`);
  if (problems.length + late.length > 0) return 1;
  const count = rules.rules.length === 1 ? '1 rule' : `${rules.rules.length} rules`;
  out(`${file}: version ${rules.version}, ${count}, fit to be published\n`);
  return 0;
}

function readOptions(args: readonly string[]): { file: string; against: string | undefined } {
  const { positionals, values } = COMMAND.parse(args, {
    allowPositionals: true,
    options: { against: { type: 'string' } },
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw COMMAND.notUnderstood('One file of rules is wanted.');
  return { file, against: values.against };
}

async function rulesInForce(file: string) {
  const read = readRules(await textOf(file, REMEDY), RULABLES);
  if ('rules' in read) return read.rules;
  throw new UsageError(
    `${file} is no file of rules that could be in force: ${read.problems[0]?.message ?? ''}`,
    'Give --against the file that was published last.',
  );
}

function refuse(file: string, problems: readonly RuleProblem[], err: Surroundings['err']): number {
  const lines = problems.map(({ rule, reason, message }) => `${rule ?? 'file'}: ${reason}  ${message}\n`);
  err(`${file}\n${lines.join('')}`);
  return 1;
}
