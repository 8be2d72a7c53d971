/** Work in small pieces: whoever does it may let others have their turn in between. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** What is left to be done of one thing; a task may add others. */
export class Worklist {
  readonly #tasks: (() => void)[] = [];

  add(task: () => void): void {
    this.#tasks.push(task);
  }

  /** Does everything, in the order in which it was added, one task at each step. */
  *steps(): Steps<void> {
    for (const task of this.#tasks) {
      task();
      yield;
    }
  }
}

/** Does all steps at once. */
export function allAtOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
