import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { z } from 'zod';
import { UsageError } from './usage-error.js';

/** The arguments of one command: whatever is wrong with them is told in the same words. */
export class CommandLine {
  constructor(
    /** How the command is called, for example `npm run parity --`. */
    private readonly call: string,
  ) {}

  /**
   * Splits arguments into options and words.
   * @throws UsageError when an option is unknown or lacks its value
   */
  parse<T extends ParseArgsConfig>(args: readonly string[], config: T): ReturnType<typeof parseArgs<T>> {
    try {
      return parseArgs<T>({ ...config, args: [...args] });
    } catch (error) {
      throw this.notUnderstood(error instanceof Error ? error.message : String(error));
    }
  }

  /**
   * Values as a schema has them.
   * @throws UsageError with everything that it finds wrong
   */
  check<T>(schema: z.ZodType<T>, values: unknown): T {
    const { success, data, error } = schema.safeParse(values);
    if (success) return data;
    throw this.notUnderstood(error.issues.map(({ message }) => message).join(' '));
  }

  /** For what this class cannot know; `wrong` is a sentence. */
  notUnderstood(wrong: string): UsageError {
    return new UsageError(wrong, `${this.call} --help lists the options.`);
  }
}
