/**
 * Thrown when a command cannot begin or go on for want of something: what was asked makes no sense, a file cannot be read, or a part
 * is missing. The command tells it with its remedy, and ends with an exit code of its own.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    /** What is wrong, as a sentence. */
    wrong: string,
    /** What to do about it, as a sentence. */
    readonly remedy: string,
  ) {
    super(wrong);
  }
}
