import { CommandLine } from '../shared/command-line.js';

const IGNORE_FILE = 'rollout/ignore.yaml';
const COMMAND = new CommandLine('npm run parity --');

/** Shown for `--help`. */
export const USAGE = `npm run parity -- [OPTIONS]

Says how often the path under trial answers as the served one does, what differs, and whether the next step may be taken.

  --from PLACES    figures of instances, put together: files, or addresses of gateways (their GET /rollout/parity),
                   with commas between them   (default: a gateway of its own is started and compared on the sandbox)
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
  const { help, from, ...rest } = COMMAND.parse(args, {
    options: {
      from: { type: 'string' },
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
  return { json: undefined, html: undefined, ...rest, from: places };
}
