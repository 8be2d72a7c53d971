import { writeFile } from 'node:fs/promises';
import type { IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import type { ParityReport } from '../../rollout/parity/parity-report.types.js';
import { Figures } from '../../src/shadow/parity-figures.js';
import { readCases, type CaseRead } from '../../src/shadow/spool/read-cases.js';
import type { CommandParts, ExitCode } from '../parity/command.js';
import { ParityProblem } from '../parity/parity-problem.js';
import { readIgnoreRules } from '../parity/read-ignore-rules.js';
import { renderHtml } from '../parity/render/html.js';
import { renderJson } from '../parity/render/json.js';
import { renderText } from '../parity/render/text.js';
import { selectedCoordinates } from '../parity/selected-coordinates.js';
import { readAnswers } from './answers-file.js';
import { readOptions, USAGE, type ReplayOptions } from './options.js';
import { describeCount, noCases, outcomeOf, type ReplayCount } from './replay-count.js';
import { openReplayWorld, type ReplayWorld } from './replay-world.js';
import { compareBuilds } from './two-builds.js';
import { compareSources } from './two-sources.js';
import { writtenAnswer } from './written-answer.js';

const EXIT_CODES = { equal: 0, differs: 1, nothing: 2 } as const;

/** Carries out one command line; resolves to the exit code. */
export async function runReplay(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  try {
    const options = readOptions(args);
    if (options === null) {
      parts.out(`${USAGE}\n`);
      return 0;
    }
    const world = await openReplayWorld();
    return options.task.kind === 'write'
      ? await writeAnswers(options.cases, options.task.file, world, parts)
      : await compare(options, world, parts);
  } catch (error) {
    if (!(error instanceof ParityProblem)) throw error;
    parts.err(`${error.message}\nRemedy: ${error.remedy}\n`);
    return 3;
  }
}

async function writeAnswers(
  place: string,
  file: string,
  world: ReplayWorld,
  { out }: CommandParts,
): Promise<ExitCode> {
  const lines: string[] = [];
  const count = await eachCase(place, async ({ id, recorded }) => {
    lines.push(JSON.stringify(await writtenAnswer(id, recorded, world)));
    return 'replayed';
  });
  await write(file, lines.map((line) => `${line}\n`).join(''));
  out(`${describeCount(count)}\n`);
  return count.replayed > 0 ? 0 : 2;
}

async function compare(options: ReplayOptions, world: ReplayWorld, parts: CommandParts): Promise<ExitCode> {
  const { task } = options;
  const ignore = await readIgnoreRules(options.ignore);
  const figures = new Figures({ ...world, ignore, now: parts.now });
  const old = task.kind === 'against' ? await readAnswers(task.file) : null;
  const count = await eachCase(options.cases, async ({ id, recorded }) => {
    if (task.kind === 'arm') return compareSources(recorded, task, { world, figures });
    const before = old?.get(id);
    if (!before) return 'unanswered';
    compareBuilds(recorded, before, await writtenAnswer(id, recorded, world), figures);
    return 'replayed';
  });
  const report = reportOf(figures, ignore, parts.now());
  parts.out(`${describeCount(count)}\n${renderText(report)}`);
  if (options.json !== undefined) await write(options.json, renderJson(report));
  if (options.html !== undefined) await write(options.html, renderHtml(report));
  return report.verdict === 'met' ? 0 : EXIT_CODES[outcomeOf(figures.snapshot())];
}

const reportOf = (figures: Figures, ignore: readonly IgnoreRule[], now: number): ParityReport =>
  parityReport(figures.snapshot(), { ignore, selected: selectedCoordinates(), now });

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
    throw new ParityProblem(
      code === 'ENOENT' ? `There is no ${place}.` : `${place} cannot be read: ${code}.`,
      'Give a file of recorded cases, or the folder cases of a DATA_DIR.',
    );
  }
  return count;
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ParityProblem(`${path} cannot be written: ${code}.`, 'Name another file.');
  }
}
