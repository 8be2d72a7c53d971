import { expiredOrUnused, ignoreKey, type IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import { latestOfInstances } from '../../rollout/parity/latest-of-instances.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { parityReport } from '../../rollout/parity/parity-report.js';
import type { ParityReport, ParityVerdict } from '../../rollout/parity/parity-report.types.js';
import { ParityTally } from '../../rollout/parity/parity-tally.js';
import { runCommand, type Output } from '../shared/run-command.js';
import { writeText } from '../shared/write-text.js';
import { readOptions, USAGE, type ParityOptions } from './options.js';
import { compareOnSandbox } from './own-gateway.js';
import { putTogether } from './put-together.js';
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
export interface CommandParts extends Output {
  /** Wall clock, epoch ms. */
  readonly now: () => number;
}

/** Carries out one command line; resolves to the exit code. */
export function runParity(args: readonly string[], parts: CommandParts): Promise<ExitCode> {
  const carryOut = async (options: ParityOptions): Promise<ExitCode> => {
    const ignore = await readIgnoreRules(options.ignore);
    return options.check ? check(options, ignore, parts) : report(options, ignore, parts);
  };
  return runCommand(args, parts, { usage: USAGE, readOptions, carryOut, refused: 3 });
}

async function report(
  options: ParityOptions,
  ignore: readonly IgnoreRule[],
  { out, err, now }: CommandParts,
): Promise<ExitCode> {
  const { figures, instances } =
    options.from.length > 0
      ? await figuresFrom(options.from, err)
      : { figures: await compareOnSandbox(options, err), instances: 1 };
  const guardrails = await readGuardrails(options.history);
  const selected = selectedCoordinates();
  const made = parityReport(figures, { ignore, guardrails, selected, instances, now: now() });
  await tellReport(made, options, { out });
  return EXIT_CODES[made.verdict];
}

async function check(
  { from, ignore: path }: ParityOptions,
  rules: readonly IgnoreRule[],
  { err, now }: CommandParts,
): Promise<ExitCode> {
  const {
    figures: { ignored },
  } = await figuresFrom(from, err);
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

/** Prints the report, after the files that are wanted: who reads the beginning alone has them all the same. `lead` stands above. */
export async function tellReport(
  made: ParityReport,
  options: Pick<ParityOptions, 'json' | 'html'>,
  { out, lead = '' }: Pick<Output, 'out'> & { readonly lead?: string },
): Promise<void> {
  await writeReport(made, options);
  out(`${lead}${renderText(made)}${options.html === undefined ? '' : `Page: ${options.html}\n`}`);
}

/** Writes the files that are wanted. */
export async function writeReport(
  made: ParityReport,
  { json, html }: Pick<ParityOptions, 'json' | 'html'>,
): Promise<void> {
  if (json !== undefined) await writeText(json, renderJson(made));
  if (html !== undefined) await writeText(html, renderHtml(made));
}

async function figuresFrom(
  places: readonly string[],
  err: CommandParts['err'],
): Promise<{ readonly figures: ParityFigures; readonly instances: number }> {
  const all = await Promise.all(places.map(readFigures));
  const once = latestOfInstances(all);
  if (once.length < all.length)
    err(`Of ${all.length} places some are the same instance, which counts once, as it was last read.\n`);
  return { figures: putTogether(() => ParityTally.merge(once)), instances: once.length };
}
