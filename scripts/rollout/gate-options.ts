import { z } from 'zod';
import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

const COMMAND = new CommandLine('npm run rollout -- gate');

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

const words = z.object({
  rule: z.string('One rule is wanted.'),
  to: numberOption('--to', { least: 0, most: 10_000, isWhole: true, unit: 'hundredths of a percent' }),
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
  const { values, positionals } = COMMAND.parse(args, {
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      rules: { type: 'string' },
      history: { type: 'string' },
      parity: { type: 'string' },
      kill: { type: 'string' },
    },
  });
  const given = { ...values, rule: positionals.length === 1 ? positionals[0] : undefined };
  const { rule, to, rules, history, parity, kill } = COMMAND.check(words, given);
  return { rule, toBp: to, rules, history, parity, kill: kill ?? `${rules}.kill` };
}
