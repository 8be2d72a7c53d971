import type { Difference } from '../comparing/difference.js';
import { ignoreKey, type IgnoreRule } from '../comparing/ignore-rules.js';
import type { IgnoredFigures } from './parity-figures.js';

/** Takes out differences that are accepted, and counts what each rule took. */
export class IgnoreTally {
  readonly #uses: ReadonlyMap<string, IgnoredFigures>;

  /** @param watchedFrom epoch ms */
  constructor(rules: readonly IgnoreRule[], watchedFrom: number) {
    this.#uses = new Map(
      rules.map((rule) => [
        ignoreKey(rule),
        { at: rule.at, class: rule.class, hits: 0, lastHitAt: null, watchedFrom, comparisonsSince: 0 },
      ]),
    );
  }

  /** The differences at one place that no rule ignores. */
  keep(coordinate: string, differences: readonly Difference[], now: number): readonly Difference[] {
    if (this.#uses.size === 0) return differences;
    for (const use of this.#uses.values()) if (isInside(use.at, coordinate)) use.comparisonsSince += 1;
    return differences.filter((difference) => {
      const { names, class: cls } = difference;
      const key = names.map((at) => ignoreKey({ at, class: cls })).find((one) => this.#uses.has(one));
      const use = key === undefined ? undefined : this.#uses.get(key);
      if (!use) return true;
      use.hits += 1;
      use.lastHitAt = now;
      use.comparisonsSince = 0;
      return false;
    });
  }

  figures(): IgnoredFigures[] {
    return [...this.#uses.values()];
  }
}

/** Whether a path leads into a coordinate, or is it. */
export const isInside = (at: string, coordinate: string): boolean =>
  at.startsWith(coordinate) && !/^\w/.test(at.slice(coordinate.length));
