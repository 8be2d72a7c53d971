/** Thrown when there is nothing to report on: what was asked makes no sense, or something cannot be read. The program ends with 3. */
export class ParityProblem extends Error {
  override readonly name = 'ParityProblem';

  constructor(
    /** What is wrong, as a sentence. */
    wrong: string,
    /** What to do about it, as a sentence. */
    readonly remedy: string,
  ) {
    super(wrong);
  }
}
