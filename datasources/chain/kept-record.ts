import { jittered } from '../jitter.js';
import type { Ages } from './keep.js';

/** Of the time in which a record is fresh: what came so lately is not replaced. */
const YOUNG_SHARE = 0.2;
/** A key whose refresh was begun, or failed, is not tried again within this time. */
const REFRESH_AGAIN_MS = 1_000;
/** Before every moment of a process. */
const NEVER = -REFRESH_AGAIN_MS;

/** What a kept record is good for at its age. */
export type Use = 'fresh' | 'stale' | 'fallback';

/** A kept record as a reader gets it; every reader gets the same value, frozen. */
export interface FoundRecord<V> {
  readonly kind: 'record';
  readonly value: V;
  readonly ageMs: number;
  /** `fallback`: only after a failure. */
  readonly use: Use;
  /** Whether the reader has to see to a refresh. */
  readonly wantsRefresh: boolean;
  /** Whether the last refresh failed: a stale record is then degraded. */
  readonly refreshFailed: boolean;
}

/** The moments at which a record was made and expires, on the monotonic clock, in whole ms. */
interface Life {
  readonly bornAt: number;
  readonly freshUntil: number;
  readonly staleOkUntil: number;
  readonly endsAt: number;
  readonly youngUntil: number;
}

/**
 * When a record ends, by how old it was when it came and the next moment (ms from now) at which it is known to change. Times
 * to live vary from record to record; the last limit is one, and never moves. Rounded down to whole ms, which a record holds in
 * itself: a fraction would be an object of its own each.
 */
export function lifeOf(
  ages: Ages,
  arrival: {
    readonly now: number;
    readonly ageMs: number;
    readonly edgeInMs: number;
    readonly random: number;
  },
): Life {
  const { now, ageMs, edgeInMs, random } = arrival;
  const bornAt = Math.floor(now - ageMs);
  const until = (ms: number): number => Math.floor(Math.min(bornAt + jittered(ms, random), now + edgeInMs));
  return {
    bornAt,
    freshUntil: until(ages.freshMs),
    staleOkUntil: until(ages.staleOkMs),
    endsAt: bornAt + ages.maxMs,
    youngUntil: Math.floor(bornAt + ages.freshMs * YOUNG_SHARE),
  };
}

/** One record of the store. */
export class KeptRecord<V> {
  private readonly bornAt: number;
  private readonly freshUntil: number;
  private readonly staleOkUntil: number;
  private readonly endsAt: number;
  private readonly youngUntil: number;
  private refreshFailedAt = NEVER;
  private refreshBegunAt = NEVER;

  constructor(
    readonly value: V,
    /** Epoch ms; null when its owner does not say. */
    readonly producedAt: number | null,
    /** Of memory, by estimate. */
    readonly bytes: number,
    life: Life,
  ) {
    this.bornAt = life.bornAt;
    this.freshUntil = life.freshUntil;
    this.staleOkUntil = life.staleOkUntil;
    this.endsAt = life.endsAt;
    this.youngUntil = life.youngUntil;
  }

  /** What it is good for at `now` (monotonic ms); undefined when it has outlived its use. */
  at(now: number): FoundRecord<V> | undefined {
    if (now >= this.endsAt) return undefined;
    const use = this.useAt(now);
    return {
      kind: 'record',
      value: this.value,
      ageMs: this.ageAt(now),
      use,
      wantsRefresh:
        use === 'stale' && now - Math.max(this.refreshFailedAt, this.refreshBegunAt) >= REFRESH_AGAIN_MS,
      refreshFailed: this.refreshFailedAt !== NEVER,
    };
  }

  /** Whether it is served without asking and without a word: what nearly every reader wants to know. */
  isFreshAt(now: number): boolean {
    return now < this.freshUntil && now < this.endsAt;
  }

  /** How old it is, in ms. */
  ageAt(now: number): number {
    return now - this.bornAt;
  }

  /** A reader sees to a refresh: no other does within a second. */
  refreshBegun(now: number): void {
    this.refreshBegunAt = Math.floor(now);
  }

  /** Whether it came so lately that a newer one tells nothing more; never after a failure. */
  isYoungAt(now: number): boolean {
    return now < this.youngUntil && this.refreshFailedAt === NEVER;
  }

  /** A refresh failed: the record stays, and the next refresh waits a second. */
  refreshFailed(now: number): void {
    this.refreshFailedAt = Math.floor(now);
  }

  private useAt(now: number): Use {
    if (now < this.freshUntil) return 'fresh';
    return now < this.staleOkUntil ? 'stale' : 'fallback';
  }
}
