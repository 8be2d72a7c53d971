import type { TimeAndChance } from '../guard/time-and-chance.js';
import type { SharedScope } from './cache-key.js';
import { freezeAndMeasure } from './freeze-and-measure.js';
import type { Space } from './second-chance.js';
import type { Keeping } from './keep.js';
import { KeptAbsence, type FoundAbsence, type Miss } from './kept-absence.js';
import { KeptRecord, lifeOf, type FoundRecord } from './kept-record.js';
import type { FailureClass, LaterHop, Outcome } from './outcome.js';
import { rejectionOf, type Rejection } from './write-gate.js';

/** Beside the record itself: its moments, and its place in the store's lists. */
const OVERHEAD_BYTES = 220;

/** What is known of an id without a call. */
export type Found<V> = FoundRecord<V> | FoundAbsence;

/** What is held of one id: the newest that its owner said of it. */
export type Entry<V> = KeptRecord<V> | KeptAbsence;

/** Where the kept take time and chance from. */
export interface KeptTime extends TimeAndChance {
  /** Epoch ms. */
  readonly now: () => number;
}

/** What a space shares with all others. */
export interface KeptStore extends KeptTime {
  /** What reads found, by what came of them; counted here. */
  readonly reads: Record<ReadEnd, number>;
  readonly rejectedFor: (reason: Rejection) => void;
  readonly refreshFailed: () => void;
}

/** What came of a look for a record that may be served without asking. */
export type ReadEnd = 'fresh' | 'stale' | 'absent' | 'none';

/** Where the entries of a space are held. */
export interface Held<V> {
  /** Records, and absences that took the place of one. */
  readonly known: Space<Entry<V>>;
  /** Absences of ids of which no record was held: anybody can ask for those, so they take nothing from the records. */
  readonly unheard: Space<Entry<V>>;
}

/** The kept records of a chain for one segment, by id. Belongs to no request. */
export class KeptSpace<V> {
  constructor(
    private readonly keeping: Keeping<V, SharedScope>,
    private readonly held: Held<V>,
    private readonly store: KeptStore,
  ) {}

  /** What is known of an id; undefined when it is nothing, or nothing of use any more. */
  find(id: string): Found<V> | undefined {
    const entry = this.read(id);
    const found = entry?.at(this.store.monotonicNow());
    if (entry && !found) this.forget(id);
    return found;
  }

  /**
   * A record or absence that may be served without asking; undefined when the source has to be asked. A reader whom `refresh` is
   * called for has to see to it: no other is asked to for a second.
   */
  young(id: string, refresh?: (id: string) => void): Outcome<V> | undefined {
    const { monotonicNow, reads } = this.store;
    const entry = this.read(id);
    const now = entry ? monotonicNow() : 0;
    if (entry instanceof KeptRecord && entry.isFreshAt(now)) {
      reads.fresh += 1;
      return this.served(entry.value, entry.ageAt(now));
    }
    const found = entry?.at(now);
    if (found?.kind === 'absent' && found.use === 'fresh') {
      reads.absent += 1;
      return found.outcome;
    }
    if (found?.use !== 'stale' || !refresh) {
      reads.none += 1;
      return undefined;
    }
    reads.stale += 1;
    if (found.wantsRefresh) {
      this.refreshBegun(id);
      refresh(id);
    }
    const { value, ageMs, refreshFailed } = found;
    return refreshFailed
      ? late(this.aged(value, ageMs, false), 'primary', 'TOO_OLD', ageMs)
      : this.served(value, ageMs);
  }

  /** The newest good record of an id whose sources failed, however that was; undefined when there is none. */
  afterFailure(id: string, cls: FailureClass): Outcome<V> | undefined {
    const found = this.find(id);
    if (found?.kind !== 'record') return found?.outcome;
    return late(this.aged(found.value, found.ageMs, true), 'lkg', cls, found.ageMs);
  }

  /** A reader sees to a refresh of a record: no other does for a second. */
  refreshBegun(id: string): void {
    this.recordOf(id)?.refreshBegun(this.store.monotonicNow());
  }

  /** Takes all that a chain's primary said. */
  learnAll(outcomes: ReadonlyMap<string, Outcome<V>>): void {
    for (const [id, outcome] of outcomes) this.learn(id, outcome, 'primary');
  }

  /**
   * Takes what a source said about an id. A record that does not pass the write gate changes nothing; an absence takes the
   * place of the record; a failure is counted and deletes nothing.
   */
  learn(id: string, outcome: Outcome<V>, from: 'primary' | 'secondary'): void {
    if (outcome.kind === 'ok') this.learnRecord(id, outcome.value, from);
    else if (from === 'secondary') return;
    else if (outcome.kind === 'miss') this.learnAbsence(id, outcome);
    else this.learnFailure(id, outcome.cls);
  }

  private learnRecord(id: string, value: V, from: 'primary' | 'secondary'): void {
    const { ages, producedAt: momentOf, nextEdge, state } = this.keeping;
    const { monotonicNow, random } = this.store;
    const now = this.store.now();
    const kept = this.recordOf(id);
    const producedAt = momentOf?.(value) ?? null;
    const rejection = rejectionOf({ from, producedAt, keptProducedAt: kept?.producedAt ?? null, now });
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
    this.forget(id);
    this.held.known.set(
      id,
      new KeptRecord(value, producedAt, OVERHEAD_BYTES + freezeAndMeasure(value), life),
    );
  }

  private learnAbsence(id: string, outcome: Miss): void {
    const { monotonicNow, random } = this.store;
    const absence = KeptAbsence.of(outcome, monotonicNow(), this.keeping.ages.maxMs, random());
    const { known, unheard } = this.held;
    (known.peek(id) ? known : unheard).set(id, absence);
  }

  private learnFailure(id: string, cls: FailureClass): void {
    if (cls === 'SCHEMA') this.store.rejectedFor('SCHEMA');
    const kept = this.recordOf(id);
    if (!kept || cls === 'CANCELLED') return;
    kept.refreshFailed(this.store.monotonicNow());
    this.store.refreshFailed();
  }

  private read(id: string): Entry<V> | undefined {
    return this.held.known.get(id) ?? this.held.unheard.get(id);
  }

  private recordOf(id: string): KeptRecord<V> | undefined {
    const entry = this.held.known.peek(id);
    return entry instanceof KeptRecord ? entry : undefined;
  }

  private forget(id: string): void {
    this.held.known.delete(id);
    this.held.unheard.delete(id);
  }

  private served(value: V, ageMs: number): Outcome<V> {
    return { kind: 'ok', value: this.aged(value, ageMs, false), ageMs };
  }

  private aged(value: V, ageMs: number, afterFailure: boolean): V {
    return this.keeping.aged ? this.keeping.aged(value, ageMs, afterFailure) : value;
  }
}

/** A record that stands in for what its source should have said. */
export const late = <V>(
  value: V,
  hop: 'primary' | LaterHop,
  cls: FailureClass,
  ageMs: number,
): Outcome<V> => ({
  kind: 'ok',
  value,
  detour: { hop, cls, ageMs },
});
