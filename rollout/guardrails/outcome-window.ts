import type { Side } from '../rules/rule.types.js';
import { OUTCOME_KINDS, type OutcomeKind } from './primary-outcome.js';

const TICK_MS = 1_000;
/** The window is never shorter than ten ticks that are over. */
const LEAST_TICKS = 10;
/** Nor longer than five minutes, the running tick included. */
const MOST_TICKS = 300;
/** In between it is as short as it can be with so many treatment outcomes inside. */
const ENOUGH_TREATMENT = 200;

const KINDS = OUTCOME_KINDS.length;
const INDEX = Object.fromEntries(OUTCOME_KINDS.map((kind, index) => [kind, index])) as Readonly<
  Record<OutcomeKind, number>
>;
/** Where the counts of a side begin in those of a tick. */
const OFFSET: Readonly<Record<Side, number>> = { control: 0, treatment: KINDS };
const PER_TICK = 2 * KINDS;

/** How the outcomes of one side divide; everything but `ok` is bad. */
export interface OutcomeFigures {
  readonly outcomes: number;
  readonly bad: number;
  readonly kinds: Readonly<Record<OutcomeKind, number>>;
}

/**
 * Outcomes of both sides over the same time: the last 10 s, stretched up to 5 min until it holds 200 of treatment. A ring of
 * seconds: 12 kB, and noting an outcome allocates nothing. It looks at the clock only when an outcome comes.
 */
export class OutcomeWindow {
  private readonly counts = new Uint32Array(MOST_TICKS * PER_TICK);
  private readonly sums = new Uint32Array(PER_TICK);
  /** Ticks of the clock: the oldest one counted, and the newest. */
  private oldest = -1;
  private newest = -1;

  /** Counts an outcome at `now`, on the monotonic clock in ms. */
  note(now: number, side: Side, kind: OutcomeKind): void {
    this.moveTo(Math.floor(now / TICK_MS));
    const index = OFFSET[side] + INDEX[kind];
    const cell = (this.newest % MOST_TICKS) * PER_TICK + index;
    this.counts[cell] = (this.counts[cell] ?? 0) + 1;
    this.sums[index] = (this.sums[index] ?? 0) + 1;
    this.shorten();
  }

  /** All outcomes of a side in the window. */
  outcomes(side: Side): number {
    let sum = 0;
    for (let kind = 0; kind < KINDS; kind += 1) sum += this.sums[OFFSET[side] + kind] ?? 0;
    return sum;
  }

  /** Those that were not `ok`. */
  bad(side: Side): number {
    return this.outcomes(side) - (this.sums[OFFSET[side] + INDEX.ok] ?? 0);
  }

  /** A copy of the counts of a side. */
  figures(side: Side): OutcomeFigures {
    const kinds = Object.fromEntries(
      OUTCOME_KINDS.map((kind) => [kind, this.sums[OFFSET[side] + INDEX[kind]] ?? 0]),
    ) as Record<OutcomeKind, number>;
    return { outcomes: this.outcomes(side), bad: this.bad(side), kinds };
  }

  /** Length of the window in ms, the running tick included. */
  lengthMs(): number {
    return this.newest < 0 ? 0 : (this.newest - this.oldest + 1) * TICK_MS;
  }

  /** Forgets everything. */
  clear(): void {
    this.counts.fill(0);
    this.sums.fill(0);
    this.oldest = this.newest = -1;
  }

  private moveTo(tick: number): void {
    if (tick === this.newest) return;
    if (this.newest < 0 || tick - this.newest >= MOST_TICKS) {
      this.clear();
      this.oldest = tick;
    } else while (tick - this.oldest >= MOST_TICKS) this.forgetOldest();
    this.newest = tick;
  }

  private shorten(): void {
    while (this.newest - this.oldest > LEAST_TICKS && this.hasEnoughWithoutOldest()) this.forgetOldest();
  }

  private hasEnoughWithoutOldest(): boolean {
    const total = this.outcomes('treatment');
    if (total < ENOUGH_TREATMENT) return false;
    const start = (this.oldest % MOST_TICKS) * PER_TICK + OFFSET.treatment;
    let leaving = 0;
    for (let kind = 0; kind < KINDS; kind += 1) leaving += this.counts[start + kind] ?? 0;
    return total - leaving >= ENOUGH_TREATMENT;
  }

  private forgetOldest(): void {
    const start = (this.oldest % MOST_TICKS) * PER_TICK;
    for (let index = 0; index < PER_TICK; index += 1) {
      this.sums[index] = (this.sums[index] ?? 0) - (this.counts[start + index] ?? 0);
      this.counts[start + index] = 0;
    }
    this.oldest += 1;
  }
}
