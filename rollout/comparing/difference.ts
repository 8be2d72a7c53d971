import type { FieldNode } from './field-guide.js';
import type { DifferenceClass, Plain } from './observation.js';
import { MOST_DIFFERENCES } from './bounds.js';
import type { Redactor } from './redact.js';

/** One thing that two sides do not agree on. */
export interface Difference {
  /** The coordinate and the way inside it: `Product.coupons[].amount.amount`. */
  readonly at: string;
  /** What ignore rules may call it, `at` among them: the same from every coordinate on the way. */
  readonly names: readonly string[];
  readonly class: DifferenceClass;
  /** What each side said, without what may not be shown. */
  readonly served: string;
  readonly candidate: string;
}

/** Collects what is found while one value is compared; the first of each class at each path counts. */
export class Findings {
  readonly #found = new Map<string, Difference>();

  constructor(private readonly redactor: Redactor) {}

  add(cls: DifferenceClass, node: FieldNode, served: Plain | undefined, candidate: Plain | undefined): void {
    this.addShown(
      cls,
      node.at,
      this.redactor.show(served, node),
      this.redactor.show(candidate, node),
      node.names,
    );
  }

  /** With words that may be shown as they are. */
  addShown(
    cls: DifferenceClass,
    at: string,
    served: string,
    candidate: string,
    names: readonly string[] = [at],
  ): void {
    const key = `${at} ${cls}`;
    if (this.#found.size >= MOST_DIFFERENCES || this.#found.has(key)) return;
    this.#found.set(key, { at, names, class: cls, served, candidate });
  }

  get all(): readonly Difference[] {
    return [...this.#found.values()];
  }
}
