import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Amounts } from '../suite/bench.js';
import { UsageError } from './usage-error.js';

/** A whole run: enough rounds for an interval, enough seconds for the collector to take part. */
const FULL: Amounts = { quick: false, rounds: 7, seconds: 20, warmUpSeconds: 10 };
/** The short form: fits into three minutes. */
const QUICK: Amounts = { quick: true, rounds: 4, seconds: 3, warmUpSeconds: 4 };

/** Shown for `--help`. */
export const USAGE = `npm run bench -- [OPTIONS]

Measures the gateway beside other servers, on loopback, and writes bench/results/.

  --quick           short form, at most three minutes: fails when a ratio exceeds its limit in
                    bench/limits.json, and writes its samples to dist/bench-quick/ instead
  --only S1,S5      these scenarios alone   (default: all)
  --rounds N        rounds of every comparison, 1 to 100   (default: ${FULL.rounds}; quick: ${QUICK.rounds})
  --seconds N       seconds that each server is measured in a round, 0.2 to 600   (default: ${FULL.seconds}; quick: ${QUICK.seconds})
  --help            show this

Exit code: 0 all was measured, 1 a limit is exceeded, a result is void or an answer was wrong, 2 nothing began, 130 Ctrl-C.`;

/** What was asked for. */
export interface BenchOptions {
  readonly amounts: Amounts;
  /** Ids of scenarios in upper case; empty: all. */
  readonly only: readonly string[];
}

const words = z.object({
  quick: z.boolean(),
  only: z
    .string()
    .transform((ids) =>
      ids
        .toUpperCase()
        .split(/[\s,]+/)
        .filter((id) => id !== ''),
    )
    .refine((ids) => ids.length > 0, '--only names scenarios, for example S1,S5.')
    .optional(),
  rounds: z.coerce
    .number()
    .int('--rounds is a whole number.')
    .min(1, '--rounds is at least 1.')
    .max(100, '--rounds is at most 100.')
    .optional(),
  seconds: z.coerce
    .number('--seconds is a number of 0.2 to 600.')
    .min(0.2, '--seconds is at least 0.2.')
    .max(600, '--seconds is at most 600.')
    .optional(),
});

/**
 * Reads the arguments behind the name of the program; null: help is wanted.
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): BenchOptions | null {
  const { help, ...values } = parse(args);
  if (help) return null;
  const parsed = words.safeParse(values);
  if (!parsed.success) throw notUnderstood(parsed.error.issues.map(({ message }) => message).join(' '));
  const { quick, only = [], rounds, seconds } = parsed.data;
  const usual = quick ? QUICK : FULL;
  const warmUpSeconds = Math.min(usual.warmUpSeconds, seconds ?? Infinity);
  return {
    amounts: { ...usual, warmUpSeconds, rounds: rounds ?? usual.rounds, seconds: seconds ?? usual.seconds },
    only: [...new Set(only)],
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    throw notUnderstood(error instanceof Error ? error.message : String(error));
  }
}

const notUnderstood = (wrong: string): UsageError =>
  new UsageError(`${wrong}\n    Remedy   npm run bench -- --help lists the options.`);
