import { parseArgs } from 'node:util';
import { z } from 'zod';
import { UsageError } from './usage-error.js';

/** Shown for `--help`. */
export const GATE_USAGE = `npm run rollout -- gate RULE --to BP --rules FILE --history FILE [OPTIONS]

Says whether a rule may go from the share it has in FILE to BP, a number of hundredths of a percent: its state and step, how
long it has been where it is, what was counted there, and whether the values agreed. Changes nothing.

  --parity FILE   report.json of npm run parity   (without it parity counts as too little data)
  --kill FILE     list of killed rules   (default: the rules with .kill after their path)

Exit code: 0 met, 1 not met, 2 too little data, 3 it could not be judged.`;

/** What was asked for. */
export interface GateOptions {
  /** Rule id. */
  readonly rule: string;
  readonly toBp: number;
  /** Paths; parity undefined: there is no report. */
  readonly rules: string;
  readonly history: string;
  readonly parity: string | undefined;
  readonly kill: string;
}

const BP = '--to is a share in hundredths of a percent, 0 to 10000.';

const words = z.object({
  rule: z.string('One rule is wanted.'),
  to: z
    .string(BP)
    .regex(/^\d{1,5}$/, BP)
    .transform(Number)
    .refine((bp) => bp <= 10_000, BP),
  rules: z.string('--rules names the file of rules in force.').min(1),
  history: z.string('--history names the file that publications are appended to.').min(1),
  parity: z.string().min(1, '--parity names a report.json.').optional(),
  kill: z.string().min(1, '--kill names a file.').optional(),
});

/**
 * Reads the arguments behind `gate`.
 * @throws UsageError
 */
export function readGateOptions(args: readonly string[]): GateOptions {
  const parsed = words.safeParse(parse(args));
  if (!parsed.success) throw notUnderstood(parsed.error.issues.map(({ message }) => message).join(' '));
  const { rule, to, rules, history, parity, kill } = parsed.data;
  return { rule, toBp: to, rules, history, parity, kill: kill ?? `${rules}.kill` };
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        rules: { type: 'string' },
        history: { type: 'string' },
        parity: { type: 'string' },
        kill: { type: 'string' },
      },
    });
    return { ...values, rule: positionals.length === 1 ? positionals[0] : undefined };
  } catch (error) {
    throw notUnderstood(error instanceof Error ? error.message : String(error));
  }
}

const notUnderstood = (wrong: string): UsageError =>
  new UsageError(wrong, 'npm run rollout -- gate --help shows how it is called.');
