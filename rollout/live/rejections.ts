import type { RuleProblem, RuleProblemReason } from '../rules/rule-problem.js';

/** Told what is wrong with a text, once for each text. */
export type OnRejected = (problems: readonly RuleProblem[]) => void;

/** Texts that are remembered as told; a source that swings between more of them is told about again. */
const MOST_REMEMBERED = 100;

/** Counts what was not put into force, by reason, and tells about each text once. */
export class Rejections {
  readonly counts = new Map<RuleProblemReason, number>();
  private readonly told = new Set<string>();

  constructor(private readonly onRejected: OnRejected) {}

  /** `what` tells one rejected thing from another. */
  add(what: string, problems: readonly RuleProblem[]): void {
    for (const reason of new Set(problems.map((problem) => problem.reason)))
      this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
    if (this.told.has(what)) return;
    if (this.told.size >= MOST_REMEMBERED) this.told.clear();
    this.told.add(what);
    this.onRejected(problems);
  }

  /** What was told about is news when it comes again. */
  forget(what: string): void {
    this.told.delete(what);
  }
}
