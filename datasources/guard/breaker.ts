import { SampleWindow } from './sample-window.js';
import type { TimeAndChance } from './time-and-chance.js';

const WINDOW_MS = 10_000;
const LEAST_SAMPLES = 20;
const FAILURES_IN_A_ROW = 5;
const SHORTEST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
/** Share of failed samples that an upstream in good health has too. */
const NOISE = 0.05;
const GROWTH = 1.5;
const JITTER = 0.2;
const MOST_PROBES = 5;
const SUCCESSES_TO_CLOSE = 3;

/** `half_open`: a few calls find out whether the upstream is back, all others are refused. */
export type BreakerState = 'closed' | 'half_open' | 'open';

/** Leave to make one call. The first of the three to be called counts; a result that comes after the breaker moved on does not. */
export interface Permit {
  /** The upstream did its work. */
  ok(): void;
  /** It did not. */
  failed(): void;
  /** Nothing was learnt: the client left, or somebody else refused. */
  cancelled(): void;
}

/**
 * Keeps calls from an upstream that does not answer them. Opens at half of 20 or more samples in 10 s failed, or at 5 failures
 * in a row; a while later it lets probes through. Judged by the clock when a call arrives, never by a timer: a process that was
 * frozen wakes up right.
 */
export class Breaker {
  private state: BreakerState = 'closed';
  /** Counts changes of state; permits of a former state prove nothing about this one. */
  private era = 0;
  private readonly samples = new SampleWindow(WINDOW_MS);
  private failuresInARow = 0;
  private openUntil = 0;
  private heldUntil = 0;
  /** Openings since the breaker was last quiet. */
  private openings = 0;
  private closedAt = -Infinity;
  private probes: Admission[] = [];
  private successes = 0;

  constructor(private readonly options: TimeAndChance) {}

  /** Asks to make a call that ends within `timeoutMs`; null when it must not be made. */
  enter(timeoutMs: number): Permit | null {
    const now = this.options.monotonicNow();
    this.look(now);
    if (this.state === 'open') return null;
    if (this.state === 'closed') return new Admission(this, this.era, Infinity);
    if (this.probes.length >= MOST_PROBES) this.probes = this.probes.filter(({ endsAt }) => endsAt > now);
    if (this.probes.length >= MOST_PROBES) return null;
    const probe = new Admission(this, this.era, now + timeoutMs);
    this.probes.push(probe);
    return probe;
  }

  /** Refuses all calls for as long as the upstream asked to be left alone, at most a minute; then probes. */
  holdFor(ms: number): void {
    const now = this.options.monotonicNow();
    this.forgive(now);
    this.heldUntil = Math.max(this.heldUntil, now + Math.min(ms, LONGEST_OPEN_MS));
    if (this.current(now) !== 'open') this.moveTo('open');
    this.openUntil = Math.max(this.openUntil, this.heldUntil);
  }

  /** Opens on a failure that leaves no doubt. */
  open(): void {
    const now = this.options.monotonicNow();
    this.look(now);
    if (this.state !== 'open') this.trip(now);
  }

  /** Whether hardly a call failed lately, so that one more failure is no sign of an outage. */
  isQuiet(): boolean {
    return this.samples.failures <= this.samples.total * NOISE;
  }

  /** The state at this moment. */
  currentState(): BreakerState {
    return this.current(this.options.monotonicNow());
  }

  /** What is left of the time the upstream asked to be left alone, in ms; null when it did not ask or it is over. */
  heldMs(): number | null {
    const left = this.heldUntil - this.options.monotonicNow();
    return left > 0 ? left : null;
  }

  /** Takes the end of an admitted call. Called by permits alone. */
  settle(admission: Admission, isGood: boolean | null): void {
    if (admission.era !== this.era) return;
    const now = this.options.monotonicNow();
    if (this.state === 'half_open') this.settleProbe(admission, isGood, now);
    else if (this.state === 'closed' && isGood !== null) this.sample(isGood, now);
  }

  private sample(isGood: boolean, now: number): void {
    this.samples.add(now, isGood);
    this.failuresInARow = isGood ? 0 : this.failuresInARow + 1;
    const { total, failures } = this.samples;
    if (this.failuresInARow >= FAILURES_IN_A_ROW || (total >= LEAST_SAMPLES && failures * 2 >= total))
      this.trip(now);
  }

  private settleProbe(probe: Admission, isGood: boolean | null, now: number): void {
    this.probes = this.probes.filter((other) => other !== probe);
    if (isGood === false) this.trip(now);
    if (isGood !== true || now >= probe.endsAt) return; // a late answer has not shown that the upstream is in time
    this.successes += 1;
    if (this.successes < SUCCESSES_TO_CLOSE) return;
    this.moveTo('closed');
    this.closedAt = now;
  }

  private trip(now: number): void {
    this.forgive(now);
    const base = Math.min(SHORTEST_OPEN_MS * GROWTH ** this.openings, LONGEST_OPEN_MS);
    const least = base * (1 - JITTER);
    const most = Math.min(base * (1 + JITTER), LONGEST_OPEN_MS);
    this.openings += 1;
    this.moveTo('open');
    this.openUntil = now + least + (most - least) * this.options.random();
  }

  /** A window of peace makes up for former openings; less does not, so that a flapping upstream is left alone ever longer. */
  private forgive(now: number): void {
    if (this.state === 'closed' && now - this.closedAt >= WINDOW_MS) this.openings = 0;
  }

  private look(now: number): void {
    if (this.current(now) !== this.state) this.moveTo('half_open');
  }

  private current(now: number): BreakerState {
    return this.state === 'open' && now >= this.openUntil ? 'half_open' : this.state;
  }

  private moveTo(state: BreakerState): void {
    this.state = state;
    this.era += 1;
    this.probes = [];
    this.successes = 0;
    this.failuresInARow = 0;
    this.samples.clear();
  }
}

class Admission implements Permit {
  private settled = false;

  constructor(
    private readonly breaker: Breaker,
    readonly era: number,
    /** From here on a probe's place is free again, whether or not it has settled. */
    readonly endsAt: number,
  ) {}

  ok(): void {
    this.settle(true);
  }

  failed(): void {
    this.settle(false);
  }

  cancelled(): void {
    this.settle(null);
  }

  private settle(isGood: boolean | null): void {
    if (this.settled) return;
    this.settled = true;
    this.breaker.settle(this, isGood);
  }
}
