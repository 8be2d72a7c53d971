import { fitsEveryWindow, NO_VALUE } from './frequency-window.js';
import type { Dim, MixInput, TailEntry } from './mix.types.js';
import type { PageDraft } from './page-draft.js';
import { type CompiledRule, compileRules, type FrequencyRule } from './scatter-rules.js';

type Dims = TailEntry['dims'];

/** Applies the scatter rules of a scene to the positions of one page, seen together with the items served before it. */
export class ScatterJudge {
  readonly #rules: readonly CompiledRule[];
  readonly #values = new Map<Dim, Float64Array>();
  /** Index of the page's first position in the values; the tail comes before. */
  readonly #pageIndex: number;
  readonly #pageStart: number;
  #evaluations = 0;

  constructor({ policy, tail }: MixInput, draft: PageDraft) {
    this.#rules = compileRules(policy.rules);
    this.#pageIndex = tail.length;
    this.#pageStart = draft.range.start;
    const length = tail.length + draft.range.end - draft.range.start;
    for (const rule of this.#rules) {
      if (rule.kind === 'FREQ' && !this.#values.has(rule.dim)) {
        this.#values.set(rule.dim, new Float64Array(length).fill(NO_VALUE));
      }
    }
    tail.forEach(({ dims }, index) => this.#write(index, dims));
    for (let position = draft.range.start; position < draft.range.end; position++) {
      const pin = draft.at(position);
      if (pin !== undefined) this.occupy(position, pin.hashes.dims);
    }
  }

  /** How many rules there are: the score of a candidate that satisfies all of them. */
  get ruleCount(): number {
    return this.#rules.length;
  }

  /** How many times a rule was evaluated so far. */
  get evaluations(): number {
    return this.#evaluations;
  }

  /** Tells the judge what stands at a position. */
  occupy(position: number, dims: Dims): void {
    this.#write(this.#pageIndex + position - this.#pageStart, dims);
  }

  /** Length of the longest prefix of the rules that a candidate satisfies at a position. */
  keptRules(position: number, dims: Dims): number {
    let kept = 0;
    for (const rule of this.#rules) {
      this.#evaluations++;
      if (!this.#satisfies(rule, position, dims[rule.dim])) return kept;
      kept++;
    }
    return kept;
  }

  #satisfies(rule: CompiledRule, position: number, value: number | null): boolean {
    if (value === null) return true;
    if (rule.kind === 'EXCLUDE') return value !== rule.value || !rule.positions.includes(position);
    return (rule.only !== null && value !== rule.only) || this.#fits(rule, position, value);
  }

  #fits({ dim, window, limit }: FrequencyRule, position: number, value: number): boolean {
    const values = this.#values.get(dim);
    const index = this.#pageIndex + position - this.#pageStart;
    return values === undefined || fitsEveryWindow(values, index, value, window, limit);
  }

  #write(index: number, dims: Dims): void {
    for (const [dim, values] of this.#values) values[index] = dims[dim] ?? NO_VALUE;
  }
}
