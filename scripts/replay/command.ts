import { parityReport } from '../../rollout/parity/parity-report.js';
import { Figures } from '../../src/shadow/parity-figures.js';
import { readCases, type CaseRead } from '../../src/shadow/spool/read-cases.js';
import { tellReport, writeReport, type CommandParts, type ExitCode } from '../parity/command.js';
import { putTogether } from '../parity/put-together.js';
import { readIgnoreRules } from '../parity/read-ignore-rules.js';
import { selectedCoordinates } from '../parity/selected-coordinates.js';
import { runCommand } from '../shared/run-command.js';
import { UsageError } from '../shared/usage-error.js';
import { writeText } from '../shared/write-text.js';
import { readAnswers } from './answers-file.js';
import { readOptions, USAGE, type ReplayOptions, type ReplayTask } from './options.js';
import { casesOf, describeCount, noCases, outcomeOf, type ReplayCount } from './replay-count.js';
import { openReplayWorld, type ReplayWorld } from './replay-world.js';
import { compareBuilds } from './two-builds.js';
import { compareSources } from './two-sources.js';
import { writtenAnswer } from './written-answer.js';

const NO_CASES =
  'Ask a gateway that has a DATA_DIR, and rules with shadow.sampleBp: 10000; vitrine_cases_total says what became of its cases.';

const EXIT_CODES = { equal: 0, differs: 1, nothing: 2 } as const;

/** Carries out one command line; resolves to the exit code. */
export function runReplay(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  const carryOut = async (options: ReplayOptions): Promise<ExitCode> => {
    const world = await openReplayWorld();
    return options.task.kind === 'write'
      ? writeAnswers(options.cases, options.task.file, world, parts)
      : compare(options, world, parts);
  };
  return runCommand(args, parts, { usage: USAGE, readOptions, carryOut, refused: 3 });
}

async function writeAnswers(
  place: string,
  file: string,
  world: ReplayWorld,
  { out, err }: CommandParts,
): Promise<ExitCode> {
  const lines: string[] = [];
  const count = await eachCase(place, async ({ id, recorded }) => {
    lines.push(JSON.stringify(await writtenAnswer(id, recorded, world)));
    return 'replayed';
  });
  await writeText(file, lines.map((line) => `${line}\n`).join(''));
  out(`${describeCount(count)}\n`);
  if (count.replayed > 0) return 0;
  err(`Remedy: ${NO_CASES}\n`);
  return EXIT_CODES.nothing;
}

async function compare(options: ReplayOptions, world: ReplayWorld, parts: CommandParts): Promise<ExitCode> {
  const { task } = options;
  const ignore = await readIgnoreRules(options.ignore);
  const figures = new Figures({ ...world, ignore, now: parts.now });
  const old = task.kind === 'against' ? await readAnswers(task.file) : null;
  const rules = new Map<string, string>();
  const count = await eachCase(options.cases, async ({ id, recorded }) => {
    for (const { rule, control, treatment } of recorded.arms) rules.set(rule, `${control} or ${treatment}`);
    if (task.kind === 'arm') return compareSources(recorded, task, { world, figures });
    const before = old?.get(id);
    if (!before) return 'unanswered';
    compareBuilds(recorded, before, await writtenAnswer(id, recorded, world), figures);
    return 'replayed';
  });
  const found = putTogether(() => figures.snapshot());
  const report = parityReport(found, { ignore, selected: selectedCoordinates(), now: parts.now() });
  const outcome = outcomeOf(found);
  if (count.replayed === 0) {
    await writeReport(report, options);
    parts.out(`${describeCount(count)}\n`);
    parts.err(`Remedy: ${whenNothing(task, rules)}\n`);
    return EXIT_CODES.nothing;
  }
  // that two builds answer alike takes no step of a rollout
  if (task.kind === 'against' && outcome === 'equal') {
    await writeReport(report, options);
    parts.out(`${describeCount(count)}\nEqual: ${casesOf(count.replayed)}.\n`);
    return EXIT_CODES.equal;
  }
  await tellReport(report, options, { out: parts.out, lead: `${describeCount(count)}\n` });
  return report.verdict === 'met' ? EXIT_CODES.equal : EXIT_CODES[outcome];
}

/** What to do where no case could be answered. */
function whenNothing(task: ReplayTask, rules: ReadonlyMap<string, string>): string {
  if (rules.size === 0) return NO_CASES;
  if (task.kind !== 'arm') return 'Write the answers of the other build from these cases.';
  const known = [...rules].map(([rule, paths]) => `${rule} (${paths})`).join(', ');
  return `Name a rule of which the cases hold both sides, with --arm. They have ${known}.`;
}

/** Hands over one case after the other, and counts them. */
async function eachCase(
  place: string,
  take: (one: CaseRead) => Promise<keyof ReplayCount>,
): Promise<ReplayCount> {
  const count = noCases();
  try {
    for await (const { cases, damaged, unknown } of readCases(place)) {
      count.damaged += damaged;
      count.unknown += unknown;
      for (const one of cases) count[await take(one)] += 1;
    }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw new UsageError(
      code === 'ENOENT' ? `There is no ${place}.` : `${place} cannot be read: ${code}.`,
      'Give a file of recorded cases, or the folder cases of a DATA_DIR.',
    );
  }
  return count;
}
