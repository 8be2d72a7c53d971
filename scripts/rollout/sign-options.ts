import { z } from 'zod';
import { RULABLES } from '../../resolvers/rulables.js';
import { DEBUG_CLAIM } from '../../src/rollout/rollout-report.js';
import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

const COMMAND = new CommandLine('npm run rollout -- sign');

/** Shown for `--help`. */
export const SIGN_USAGE = `npm run rollout -- sign RULE=PATH [OPTIONS]
npm run rollout -- sign debug [OPTIONS]

Prints the value of a header: x-vitrine-arm, by which one request has a rule's path as wished, or x-vitrine-debug, by which
an answer tells its arms under extensions.rollout. Signed with CURSOR_KEYS, which are those of the gateways that are asked.

  --minutes N   how long it is good for, 1 to 60   (default: 15)
  --kid N       id of the key                      (default: the first of CURSOR_KEYS)

Exit code: 0 it was signed, 2 it was not.`;

/** What is to be signed. */
export interface SignOptions {
  /** What the header says. */
  readonly claim: string;
  readonly minutes: number;
  /** Null: the key that gateways sign with. */
  readonly kid: number | null;
}

const DEBUG = 'debug';
const USUAL_MINUTES = 15;
const MOST_MINUTES = 60;
/** What a rule's id and a path are made of. */
const OVERRIDE = /^[a-z0-9-]{1,40}=(?<path>.+)$/;

const words = z.object({
  claim: z
    .string('What is to be signed is RULE=PATH, for example feed-primary=primary, or debug.')
    .transform(toClaim),
  minutes: numberOption('--minutes', { least: 1, most: MOST_MINUTES, isWhole: true }).default(USUAL_MINUTES),
  kid: numberOption('--kid', { least: 0, most: 255, isWhole: true }).nullable().default(null),
});

/**
 * Reads the arguments behind `sign`.
 * @throws UsageError
 */
export function readSignOptions(args: readonly string[]): SignOptions {
  const { values, positionals } = COMMAND.parse(args, {
    allowPositionals: true,
    options: { minutes: { type: 'string' }, kid: { type: 'string' } },
  });
  const claim = positionals.length === 1 ? positionals[0] : undefined;
  return COMMAND.check(words, { ...values, claim });
}

/** A path that no declaration knows would be signed for nothing: gateways ignore it without a word. */
function toClaim(wish: string, context: z.RefinementCtx): string {
  if (wish === DEBUG) return DEBUG_CLAIM;
  const path = OVERRIDE.exec(wish)?.groups?.['path'];
  const paths = RULABLES.flatMap((rulable) => rulable.paths);
  if (path !== undefined && paths.includes(path)) return wish;
  const message =
    path === undefined
      ? `${wish} is neither RULE=PATH nor debug.`
      : `There is no path ${path}, only ${paths.join(', ')}.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
