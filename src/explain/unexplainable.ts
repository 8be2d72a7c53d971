/** Thrown when there is nothing to explain: what was given is no operation of this schema. */
export class Unexplainable extends Error {
  override readonly name = 'Unexplainable';

  constructor(
    /** What is wrong, as a sentence. */
    wrong: string,
    /** What to do about it, as a sentence. */
    readonly remedy: string,
  ) {
    super(wrong);
  }
}
