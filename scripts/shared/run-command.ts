import { UsageError } from './usage-error.js';

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** A command as far as its beginning and its end go. */
export interface Command<Options, Code extends number> {
  /** Shown for `--help`. */
  readonly usage: string;
  /** Reads the arguments; null: help is wanted. Throws UsageErrors. */
  readonly readOptions: (args: readonly string[]) => Options | null;
  /** Does what was asked; resolves to the exit code. Throws UsageErrors. */
  readonly carryOut: (options: Options) => Promise<Code>;
  /** Exit code where anything was thrown: no result may be taken from a command that did not come to its end. */
  readonly refused: Code;
}

/** Carries out one command line; resolves to the exit code. */
export async function runCommand<Options, Code extends number>(
  args: readonly string[],
  { out, err }: Output,
  { usage, readOptions, carryOut, refused }: Command<Options, Code>,
): Promise<Code | 0> {
  try {
    const options = readOptions(args);
    if (options !== null) return await carryOut(options);
    out(`${usage}\n`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) tellUsageError(error, err);
    else
      err(
        `${stackOf(error)}\nRemedy: This is a defect of the command. Report it with its arguments and these lines.\n`,
      );
    return refused;
  }
}

/** Tells what was wrong and what to do about it; throws every other error again. */
export function tellUsageError(error: unknown, err: Output['err']): void {
  if (!(error instanceof UsageError)) throw error;
  err(`${error.message}\nRemedy: ${error.remedy}\n`);
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
