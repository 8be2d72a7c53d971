/** Thrown when a run cannot begin: what was asked for makes no sense. The program ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
