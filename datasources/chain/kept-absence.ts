import type { Outcome } from './outcome.js';

/** The object itself and its place in the store's lists, in bytes; what it says is shared. Measured: 150. */
const BYTES = 200;
const LEAST_ABSENCE_MS = 1_000;
const MOST_ABSENCE_MS = 5_000;

/** The owner's word that there is no such thing. */
export type Miss = Extract<Outcome<never>, { readonly kind: 'miss' }>;

/** An absence as a reader gets it. It is good for the same uses as a record. */
export interface FoundAbsence {
  readonly kind: 'absent';
  readonly outcome: Miss;
  readonly use: 'fresh' | 'fallback';
}

/** The owner's word that there is no such thing, kept. */
export class KeptAbsence {
  readonly bytes = BYTES;
  /** It has no moment at which it was made: any record is newer. */
  readonly producedAt = null;

  private constructor(
    private readonly outcome: Miss,
    /** For so long it is served without asking; monotonic ms. */
    private readonly believedUntil: number,
    /** For so long it is served after a failure: what its owner took off stays off while the owner is away. */
    private readonly endsAt: number,
  ) {}

  /** What was said at `now` (monotonic ms) of an id whose records would be of use for `maxMs`; `random` from 0 up to 1. */
  static of(outcome: Miss, now: number, maxMs: number, random: number): KeptAbsence {
    const believedMs = LEAST_ABSENCE_MS + (MOST_ABSENCE_MS - LEAST_ABSENCE_MS) * random;
    return new KeptAbsence(outcome, now + believedMs, now + maxMs);
  }

  /** What it is good for at `now`; undefined when it has outlived its use. */
  at(now: number): FoundAbsence | undefined {
    if (now >= this.endsAt) return undefined;
    return { kind: 'absent', outcome: this.outcome, use: now < this.believedUntil ? 'fresh' : 'fallback' };
  }
}
