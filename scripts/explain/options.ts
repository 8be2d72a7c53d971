import { CommandLine } from '../shared/command-line.js';
import { numberOption } from '../shared/number-option.js';

/** Milliseconds that a request may take where nobody says; as the gateway's setting has it. */
const USUAL_DEADLINE_MS = 800;
const COMMAND = new CommandLine('npm run explain --');
const deadline = numberOption('--deadline-ms', {
  least: 1,
  most: 60_000,
  isWhole: true,
  unit: 'milliseconds',
});

/** Shown for `--help`. */
export const USAGE = `npm run explain -- FILE [OPTIONS]

Says what the operation in a GraphQL file asks of the upstreams, without sending it: calls, ids of each, hops that wait
for each other, time, worst case, caches, privacy.

  --variables FILE    variables as JSON; what is required and missing is assumed, and the assumption is said
  --operation NAME    which operation, where the file has several
  --deadline-ms N     time that the request may take, 1 to 60000   (default: ${USUAL_DEADLINE_MS})
  --json              for programs
  --help              show this

npm run explain -- --all [--check]

Writes docs/operations-explained.md: all operations of test/operations/. With --check it only says whether the page is fresh.

Exit code: 0 explained, 1 the page is not fresh, 2 there was nothing to explain.`;

/** What was asked for. */
export type ExplainOptions = OneOperation | AllOperations;

/** One file. */
export interface OneOperation {
  readonly file: string;
  /** Path of a JSON file. */
  readonly variables: string | undefined;
  readonly operation: string | undefined;
  readonly deadlineMs: number;
  readonly json: boolean;
}

/** The page of all committed operations. */
export interface AllOperations {
  readonly all: true;
  readonly check: boolean;
}

/** Time of the committed page. */
export const PAGE_DEADLINE_MS = USUAL_DEADLINE_MS;

/**
 * Reads the arguments behind the name of the program; null: help is wanted.
 * @throws UsageError when they make no sense
 */
export function readOptions(args: readonly string[]): ExplainOptions | null {
  const { values, positionals } = parsed(args);
  const { help, all, check, json, variables, operation } = values;
  if (help) return null;
  if (all) return { all, check };
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw COMMAND.notUnderstood('One GraphQL file is wanted.');
  const deadlineMs = COMMAND.check(deadline, values['deadline-ms']);
  return { file, variables, operation, deadlineMs, json };
}

const parsed = (args: readonly string[]) =>
  COMMAND.parse(args, {
    allowPositionals: true,
    options: {
      variables: { type: 'string' },
      operation: { type: 'string' },
      'deadline-ms': { type: 'string', default: String(USUAL_DEADLINE_MS) },
      json: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
