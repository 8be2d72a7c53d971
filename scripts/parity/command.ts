import { writeFile } from 'node:fs/promises';
import { expiredOrUnused, ignoreKey, type IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import type { ParityVerdict } from '../../rollout/parity/parity-report.types.js';
import { ParityTally } from '../../rollout/parity/parity-tally.js';
import { readOptions, USAGE, type ParityOptions } from './options.js';
import { compareOnSandbox } from './own-gateway.js';
import { ParityProblem } from './parity-problem.js';
import { readFigures } from './read-figures.js';
import { readGuardrails } from './read-guardrails.js';
import { readIgnoreRules } from './read-ignore-rules.js';
import { renderHtml } from './render/html.js';
import { renderJson } from './render/json.js';
import { renderText } from './render/text.js';
import { selectedCoordinates } from './selected-coordinates.js';

/** How the program ends: 0 gate met, 1 mismatch, 2 too little data, 3 usage or I/O. */
export type ExitCode = 0 | 1 | 2 | 3;

const EXIT_CODES: Readonly<Record<ParityVerdict, ExitCode>> = { met: 0, mismatch: 1, 'too-little-data': 2 };

/** What the command needs of its process. */
export interface CommandParts {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
}

/** Carries out one command line. */
export async function runParity(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  try {
    const options = readOptions(args);
    if (options === null) {
      parts.out(`${USAGE}\n`);
      return 0;
    }
    const ignore = await readIgnoreRules(options.ignore);
    return options.check ? await check(options, ignore, parts) : await report(options, ignore, parts);
  } catch (error) {
    if (!(error instanceof ParityProblem)) throw error;
    parts.err(`${error.message}\nRemedy: ${error.remedy}\n`);
    return 3;
  }
}

async function report(
  options: ParityOptions,
  ignore: readonly IgnoreRule[],
  { out, err, now }: CommandParts,
): Promise<ExitCode> {
  const figures =
    options.from.length > 0 ? await figuresFrom(options.from) : await compareOnSandbox(options.forMs, err);
  const guardrails = await readGuardrails(options.history);
  const made = parityReport(figures, { ignore, guardrails, selected: selectedCoordinates(), now: now() });
  out(renderText(made));
  if (options.json !== undefined) await write(options.json, renderJson(made));
  if (options.html !== undefined) await write(options.html, renderHtml(made));
  return EXIT_CODES[made.verdict];
}

async function check(
  { from, ignore: path }: ParityOptions,
  rules: readonly IgnoreRule[],
  { err, now }: CommandParts,
): Promise<ExitCode> {
  const { ignored } = await figuresFrom(from);
  const uses = new Map(ignored.map((use) => [ignoreKey(use), use]));
  const stale = expiredOrUnused(rules, uses, now());
  for (const { rule, why } of stale)
    err(
      `${path}: ${ignoreKey(rule)} of ${rule.owner} is ${why === 'expired' ? `expired since ${rule.expires}` : why}.\n`,
    );
  if (stale.length > 0)
    err('Remedy: mend the difference, or take the rule out, or give it a reason and a day anew.\n');
  return stale.length > 0 ? 1 : 0;
}

async function figuresFrom(places: readonly string[]): Promise<ParityFigures> {
  return ParityTally.merge(await Promise.all(places.map(readFigures)));
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new ParityProblem(`${path} cannot be written: ${code}.`, 'Name another file.');
  }
}
