/** Thrown when a command cannot begin: what was asked makes no sense, or a file cannot be read. The program ends with 2. */
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
