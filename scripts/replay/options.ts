import { CommandLine } from '../shared/command-line.js';

const IGNORE_FILE = 'rollout/ignore.yaml';
const COMMAND = new CommandLine('npm run replay --');

/** Shown for `--help`. */
export const USAGE = `npm run replay -- CASES --arm RULE=PATH [OPTIONS]
npm run replay -- CASES --write FILE
npm run replay -- CASES --against FILE [OPTIONS]

Answers recorded cases once more, out of themselves: nothing is sent to anybody. CASES is a file of them, or a folder of such files.

  --arm RULE=PATH   compares what was served with what this path of a rule says
  --write FILE      writes what this build answers
  --against FILE    compares what another build wrote with what this one answers
  --ignore FILE     differences that are accepted   (default: ${IGNORE_FILE})
  --json FILE       the report for programs
  --html FILE       the report for people
  --help            show this

Exit code: 0 equal, or the gate is met, 1 something differs, 2 nothing could be compared, 3 nothing could be read or written.`;

/** What is done with the cases. */
export type ReplayTask =
  | { readonly kind: 'arm'; readonly rule: string; readonly path: string }
  | { readonly kind: 'write'; readonly file: string }
  | { readonly kind: 'against'; readonly file: string };

/** What was asked for. */
export interface ReplayOptions {
  /** File or folder. */
  readonly cases: string;
  readonly task: ReplayTask;
  readonly ignore: string;
  readonly json: string | undefined;
  readonly html: string | undefined;
}

/**
 * Reads the arguments behind the name of the program; null: help is wanted.
 * @throws UsageError when they make no sense
 */
export function readOptions(args: readonly string[]): ReplayOptions | null {
  const { values, positionals } = parsed(args);
  const { help, ignore, json, html } = values;
  if (help) return null;
  const [cases, ...rest] = positionals;
  if (cases === undefined || rest.length > 0)
    throw COMMAND.notUnderstood('One file or folder of cases is wanted.');
  return { cases, task: taskOf(values), ignore, json, html };
}

function taskOf({ arm, write, against }: ReturnType<typeof parsed>['values']): ReplayTask {
  const tasks: ReplayTask[] = [];
  if (arm !== undefined) tasks.push(armOf(arm));
  if (write !== undefined) tasks.push({ kind: 'write', file: write });
  if (against !== undefined) tasks.push({ kind: 'against', file: against });
  const [task, ...rest] = tasks;
  if (!task || rest.length > 0) throw COMMAND.notUnderstood('One of --arm, --write and --against is wanted.');
  return task;
}

function armOf(arm: string): ReplayTask {
  const [rule = '', path = '', ...rest] = arm.split('=');
  if (rule === '' || path === '' || rest.length > 0)
    throw COMMAND.notUnderstood('--arm names a rule and a path of it, for example feed-primary=primary.');
  return { kind: 'arm', rule, path };
}

const parsed = (args: readonly string[]) =>
  COMMAND.parse(args, {
    allowPositionals: true,
    options: {
      arm: { type: 'string' },
      write: { type: 'string' },
      against: { type: 'string' },
      ignore: { type: 'string', default: IGNORE_FILE },
      json: { type: 'string' },
      html: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
