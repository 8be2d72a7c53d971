import type { Chain } from './chain.js';
import type { Outcome } from './outcome.js';

type Good<V> = Extract<Outcome<V>, { readonly kind: 'ok' }>;

/** For how long everything that an answer was made of stays fresh. Worked out once somebody wants to know. */
export class Freshness {
  private readonly served: (() => number)[] = [];

  constructor(
    /** Epoch ms. */
    private readonly now: number,
  ) {}

  /** Notes a record that was served, by its chain. */
  note<V>(chain: Chain<V>, outcome: Good<V>): void {
    this.served.push(() => this.leftOf(chain, outcome));
  }

  /** Notes something that stays fresh for so long, in ms, and is no record of a chain. */
  atMost(ms: number): void {
    this.served.push(() => ms);
  }

  /** In ms; 0 where something is past its time, or nothing is known. */
  leftMs(): number {
    if (this.served.length === 0) return 0;
    return Math.max(0, Math.min(...this.served.map((left) => left())));
  }

  /** What is not kept has no ages: it is fresh at this moment and no longer. */
  private leftOf<V>({ lkg }: Chain<V>, { value, ageMs }: Good<V>): number {
    if (!lkg) return 0;
    const producedAt = lkg.producedAt?.(value) ?? this.now;
    const edge = lkg.nextEdge?.(value, this.now) ?? Infinity;
    return Math.min(lkg.ages.freshMs - (ageMs ?? Math.max(0, this.now - producedAt)), edge - this.now);
  }
}
