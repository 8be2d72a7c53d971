import { parseArgs } from 'node:util';
import { z } from 'zod';
import { RULABLES } from '../../resolvers/rulables.js';
import { DEBUG_CLAIM } from '../../src/rollout/rollout-report.js';
import { UsageError } from './usage-error.js';

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
  minutes: numberBetween('--minutes', 1, MOST_MINUTES).default(USUAL_MINUTES),
  kid: numberBetween('--kid', 0, 255).nullable().default(null),
});

/**
 * Reads the arguments behind `sign`.
 * @throws UsageError
 */
export function readSignOptions(args: readonly string[]): SignOptions {
  const parsed = words.safeParse(parse(args));
  if (parsed.success) return parsed.data;
  throw notUnderstood(parsed.error.issues.map(({ message }) => message).join(' '));
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { minutes: { type: 'string' }, kid: { type: 'string' } },
    });
    return { ...values, claim: positionals.length === 1 ? positionals[0] : undefined };
  } catch (error) {
    throw notUnderstood(error instanceof Error ? error.message : String(error));
  }
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

function numberBetween(option: string, least: number, most: number) {
  const wrong = `${option} is a whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,3}$/, wrong)
    .transform(Number)
    .refine((value) => value >= least && value <= most, wrong);
}

const notUnderstood = (wrong: string): UsageError =>
  new UsageError(wrong, 'npm run rollout -- sign --help shows how it is called.');
