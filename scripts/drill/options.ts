import { z } from 'zod';
import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

/** Where a gateway is looked for when none is named. */
export const DEFAULT_URL = 'http://127.0.0.1:4000';
/** Where the administration is looked for when it is not named. */
export const DEFAULT_ADMIN_URL = 'http://127.0.0.1:4100';

const COMMAND = new CommandLine('npm run drill --');

/** Shown for `--help`. */
export const USAGE = `npm run drill -- [OPTIONS]

Breaks one upstream after another while viewers page through the feed, and shows what they saw.

  --url ORIGIN      gateway to drill   (default: ${DEFAULT_URL};
                    when nothing listens there, one is started for the drill, with embedded services)
  --admin ORIGIN    administration of the services behind it   (default: ${DEFAULT_ADMIN_URL})
  --only NAMES      these upstreams only, for example PRICING,CATALOG   (default: all, then several at once)
  --seconds N       how long each fault lasts, 0.2 to 600   (default: 1.5)
  --report FILE     where the report goes   (default: drill-report.html)
  --force           start although faults are set; they are cleared
  --full            run the whole fault matrix instead: a test of a quarter of an hour, against services of its own;
                    --only may name faults too, for example F8,PRICING
  --help            show this

Exit code: 0 every page was full, 1 one was not or the drill broke off, 2 the drill could not begin, 130 Ctrl-C.`;

/** What was asked for. */
export interface DrillOptions {
  /** Origin of the gateway; undefined: the usual one, or one of our own. */
  readonly url: string | undefined;
  /** Origin of the administration; undefined: the usual one. */
  readonly admin: string | undefined;
  /** Names of upstreams, of the matrix numbers of faults too; empty: all of them, and combinations. */
  readonly only: readonly string[];
  /** Length of each fault. */
  readonly seconds: number;
  /** Path of the HTML report. */
  readonly report: string;
  readonly force: boolean;
  readonly full: boolean;
}

const origin = (flag: string, example: string) =>
  z
    .url({ protocol: /^https?$/, error: `--${flag} is an http(s) origin, for example ${example}.` })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional();

const words = z.object({
  url: origin('url', DEFAULT_URL),
  admin: origin('admin', DEFAULT_ADMIN_URL),
  only: z
    .string()
    .transform((names) =>
      names
        .toUpperCase()
        .split(/[\s,]+/)
        .filter((name) => name !== ''),
    )
    .refine((names) => names.length > 0, '--only names upstreams, for example PRICING,CATALOG.')
    .optional(),
  seconds: numberOption('--seconds', { least: 0.2, most: 600 }),
  report: z.string().min(1, '--report names a file.'),
  force: z.boolean(),
  full: z.boolean(),
});

/**
 * Reads the arguments behind the name of the program; null: help is wanted.
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): DrillOptions | null {
  const { help, ...values } = COMMAND.parse(args, {
    options: {
      url: { type: 'string' },
      admin: { type: 'string' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '1.5' },
      report: { type: 'string', default: 'drill-report.html' },
      force: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) return null;
  const { url, admin, only, ...rest } = COMMAND.check(words, values);
  return { ...rest, url, admin, only: [...new Set(only)] };
}
