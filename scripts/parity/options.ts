import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

/** A cold process has no room for comparing in its first seconds; then there is time for thousands of comparisons. */
const USUAL_SECONDS = 40;
const IGNORE_FILE = 'rollout/ignore.yaml';
const COMMAND = new CommandLine('npm run parity --');
const SECONDS = numberOption('--for', { least: 1, most: 3_600, unit: 'seconds' });

/** Shown for `--help`. */
export const USAGE = `npm run parity -- [OPTIONS]

Says how often the path under trial answers as the served one does, what differs, and whether the next step may be taken.

  --from PLACES    figures of instances, put together: files, or addresses of gateways (their GET /rollout/parity),
                   with commas between them   (default: a gateway of its own is started and compared on the sandbox)
  --history FILE   what \`npm run rollout -- evaluate --history FILE\` wrote: what the guardrails say
                   (without it they are not known, which is too little data)
  --for SECONDS    how long that gateway of its own is asked, 1 to 3600   (default: ${USUAL_SECONDS})
  --ignore FILE    differences that are accepted   (default: ${IGNORE_FILE})
  --json FILE      the report for programs
  --html FILE      the report for people
  --check          only say whether a rule of the ignore file has to go: it is expired, or, with --from, unused
  --help           show this

Exit code: 0 the gate is met, 1 something differs, 2 too little data, 3 nothing could be read or asked.
With --check: 0 every rule may stay, 1 one has to go, 3 as above.`;

/** What was asked for. */
export interface ParityOptions {
  /** Files and addresses; empty: a gateway of our own. */
  readonly from: readonly string[];
  /** Path; undefined: nobody can say what the guardrails come to. */
  readonly history: string | undefined;
  readonly forMs: number;
  readonly ignore: string;
  readonly json: string | undefined;
  readonly html: string | undefined;
  readonly check: boolean;
}

/**
 * Reads the arguments behind the name of the program; null: help is wanted.
 * @throws UsageError when they make no sense
 */
export function readOptions(args: readonly string[]): ParityOptions | null {
  const {
    help,
    from,
    for: seconds,
    ...rest
  } = COMMAND.parse(args, {
    options: {
      from: { type: 'string' },
      history: { type: 'string' },
      for: { type: 'string', default: String(USUAL_SECONDS) },
      ignore: { type: 'string', default: IGNORE_FILE },
      json: { type: 'string' },
      html: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) return null;
  const places = from?.split(',').map((place) => place.trim()) ?? [];
  if (places.includes(''))
    throw COMMAND.notUnderstood('--from names files or addresses, with commas between them.');
  const forMs = COMMAND.check(SECONDS, seconds) * 1_000;
  return { json: undefined, html: undefined, history: undefined, ...rest, forMs, from: places };
}
