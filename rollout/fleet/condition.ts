/** Whether one thing that a wider share asks for is there. */
export interface Condition {
  readonly name: string;
  readonly state: 'met' | 'not-met' | 'too-little-data';
  /** What there is, and what is wanted. */
  readonly figure: string;
  /** What to do about it, as a sentence; empty when it is met. */
  readonly remedy: string;
}

/** It is there. */
export const met = (name: string, figure: string): Condition => ({ name, state: 'met', figure, remedy: '' });

/** It is not, and waiting does not bring it. */
export const notMet = (name: string, figure: string, remedy: string): Condition => ({
  name,
  state: 'not-met',
  figure,
  remedy,
});

/** Nobody can tell yet. */
export const tooLittle = (name: string, figure: string, remedy: string): Condition => ({
  name,
  state: 'too-little-data',
  figure,
  remedy,
});
