import type { TimeAndChance } from '../guard/time-and-chance.js';
import { keySpace, type SegmentOf, type SharedScope } from './cache-key.js';
import { freezeAndMeasure } from './freeze-and-measure.js';
import { KeptRecord, lifeOf, type Ages, type FoundRecord } from './kept-record.js';
import type { FailureClass, Outcome } from './outcome.js';
import type { Source } from './source.js';
import { rejectionOf, type Rejection } from './write-gate.js';

/** Beside the record itself: entry, record, life and the places in the store's lists. */
const OVERHEAD_BYTES = 400;
const LEAST_ABSENCE_MS = 1_000;
const MOST_ABSENCE_MS = 5_000;

/** The owner's word that there is no such thing. */
export type Miss = Extract<Outcome<never>, { readonly kind: 'miss' }>;

/** How the records of a chain are kept: its last known good ones. */
export interface Keep<V> {
  /** Changes with the shape of the record. */
  readonly contract: string;
  readonly ages: Ages;
  /** When its owner made it, in epoch ms. Default: on arrival, as where the record does not say (null). */
  readonly producedAt?: (value: V) => number | null;
  /** The next moment (epoch ms) at which it is known to change, such as the end of a promotion; null or absent: none. */
  readonly nextEdge?: (value: V, now: number) => number | null;
  /** What of a record replaces even one that was kept a moment ago: whether it may be shown. Default: nothing. */
  readonly state?: (value: V) => unknown;
  /** What of a record is still true at its age in ms; `afterFailure`: its owner could not be asked. Default: all of it. */
  readonly aged?: (value: V, ageMs: number, afterFailure: boolean) => V;
}

/** The same with the source that the records come from. */
export interface Keeping<V, S extends SharedScope> extends Keep<V> {
  /** The chain's primary. */
  readonly source: Source<V, S>;
}

/** What is known of a key without a call. An absence is good for the same uses as a record. */
export type Found<V> =
  FoundRecord<V> | { readonly kind: 'absent'; readonly outcome: Miss; readonly use: 'fresh' | 'fallback' };

/** The owner's word that there is no such thing; until two moments of the monotonic clock. */
interface Absence {
  readonly outcome: Miss;
  /** For so long it is served without asking. */
  readonly believedUntil: number;
  /** For so long it is served after a failure: what its owner took off stays off while the owner is away. */
  readonly endsAt: number;
}

/** What is held of one key: the newest that its owner said of it. */
export interface Entry<V> {
  readonly record: KeptRecord<V> | null;
  readonly absence: Absence | null;
  readonly bytes: number;
}

/** Where shelves take time and chance from. */
export interface ShelfTime extends TimeAndChance {
  /** Epoch ms. */
  readonly now: () => number;
}

/** What a shelf shares with all others. */
export interface ShelfStore<V> extends ShelfTime {
  readonly entries: {
    get(key: string): Entry<V> | undefined;
    peek(key: string): Entry<V> | undefined;
    set(key: string, entry: Entry<V>): unknown;
    delete(key: string): unknown;
  };
  readonly rejectedFor: (reason: Rejection) => void;
  readonly refreshFailed: () => void;
}

/** The kept records of one chain. */
export class KeptShelf<V, S extends SharedScope> {
  constructor(
    readonly keeping: Keeping<V, S>,
    private readonly store: ShelfStore<V>,
  ) {}

  /** What the keys of its records begin with, for a segment and the arms they depend on; an id makes it whole. */
  spaceOf(segment: SegmentOf[S], arms: readonly string[]): string {
    const { source, contract } = this.keeping;
    return keySpace({ scope: source.scope, arms, source: source.id, contract, segment });
  }

  /** The key of a record. */
  keyOf(id: string, segment: SegmentOf[S], arms: readonly string[]): string {
    return this.spaceOf(segment, arms) + id;
  }

  /** What is known of a key; undefined when it is nothing, or nothing of use any more. */
  find(key: string): Found<V> | undefined {
    const entry = this.store.entries.get(key);
    if (!entry) return undefined;
    const now = this.store.monotonicNow();
    const found = entry.absence ? absentAt(entry.absence, now) : entry.record?.at(now);
    if (!found) this.store.entries.delete(key);
    return found;
  }

  /** A reader sees to a refresh of a record: no other does for a second. */
  refreshBegun(key: string): void {
    this.store.entries.peek(key)?.record?.refreshBegun(this.store.monotonicNow());
  }

  /**
   * Takes what a source said about a key. A record that does not pass the write gate changes nothing; an absence takes the
   * place of the record; a failure is counted and deletes nothing.
   */
  learn(key: string, outcome: Outcome<V>, from: 'primary' | 'secondary'): void {
    if (outcome.kind === 'ok') this.learnRecord(key, outcome.value, from);
    else if (from === 'secondary') return;
    else if (outcome.kind === 'miss') this.learnAbsence(key, outcome);
    else this.learnFailure(key, outcome.cls);
  }

  private learnRecord(key: string, value: V, from: 'primary' | 'secondary'): void {
    const { ages, producedAt: momentOf, nextEdge, state } = this.keeping;
    const { entries, monotonicNow, random } = this.store;
    const now = this.store.now();
    const kept = entries.peek(key)?.record;
    const producedAt = momentOf?.(value) ?? null;
    const rejection = rejectionOf({
      from,
      producedAt,
      keptProducedAt: kept?.producedAt ?? null,
      now,
    });
    if (rejection) {
      this.store.rejectedFor(rejection);
      return;
    }
    // Weighing and freezing a record is the dearest step. One that was kept a moment ago need not be kept again.
    if (kept?.isYoungAt(monotonicNow()) && state?.(kept.value) === state?.(value)) return;
    const life = lifeOf(ages, {
      now: monotonicNow(),
      ageMs: producedAt === null ? 0 : Math.max(now - producedAt, 0),
      edgeInMs: (nextEdge?.(value, now) ?? Infinity) - now,
      random: random(),
    });
    const bytes = OVERHEAD_BYTES + freezeAndMeasure(value);
    entries.set(key, { record: new KeptRecord(value, producedAt, life), absence: null, bytes });
  }

  private learnAbsence(key: string, outcome: Miss): void {
    const { entries, monotonicNow, random } = this.store;
    const now = monotonicNow();
    const believedUntil = now + LEAST_ABSENCE_MS + (MOST_ABSENCE_MS - LEAST_ABSENCE_MS) * random();
    const endsAt = now + this.keeping.ages.maxMs;
    entries.set(key, { record: null, absence: { outcome, believedUntil, endsAt }, bytes: OVERHEAD_BYTES });
  }

  private learnFailure(key: string, cls: FailureClass): void {
    if (cls === 'SCHEMA') this.store.rejectedFor('SCHEMA');
    const kept = this.store.entries.peek(key)?.record;
    if (!kept || cls === 'CANCELLED') return;
    kept.refreshFailed(this.store.monotonicNow());
    this.store.refreshFailed();
  }
}

function absentAt({ outcome, believedUntil, endsAt }: Absence, now: number): Found<never> | undefined {
  if (now >= endsAt) return undefined;
  return { kind: 'absent', outcome, use: now < believedUntil ? 'fresh' : 'fallback' };
}
