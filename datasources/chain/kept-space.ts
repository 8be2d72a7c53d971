import type { SegmentOf, SharedScope } from './cache-key.js';
import type { KeptShelf } from './kept-shelf.js';
import type { FailureClass, LaterHop, Outcome } from './outcome.js';

/** A record that is good without asking anybody, and whether to ask nevertheless, beside the answer. */
export interface Young<V> {
  readonly outcome: Outcome<V>;
  readonly wantsRefresh: boolean;
}

/** The kept records of a chain for one segment, by id. Belongs to no request. */
export class KeptSpace<V> {
  private readonly space: string;

  constructor(
    private readonly shelf: KeptShelf<V, SharedScope>,
    segment: SegmentOf[SharedScope],
    arms: readonly string[],
  ) {
    this.space = shelf.spaceOf(segment, arms);
  }

  /** A record or absence that may be served without asking; undefined when the source has to be asked. */
  young(id: string): Young<V> | undefined {
    const found = this.shelf.find(this.space + id);
    if (!found || found.use === 'fallback') return undefined;
    if (found.kind === 'absent') return { outcome: found.outcome, wantsRefresh: false };
    const { wantsRefresh, refreshFailed, ageMs, use } = found;
    const value = this.aged(found.value, ageMs, false);
    const isDegraded = use === 'stale' && refreshFailed;
    return {
      outcome: isDegraded ? late(value, 'primary', 'TOO_OLD', ageMs) : { kind: 'ok', value, ageMs },
      wantsRefresh,
    };
  }

  /** The same for what needs no refresh either: it may have come while somebody was about to ask. */
  fresh(id: string): Outcome<V> | undefined {
    const found = this.shelf.find(this.space + id);
    if (found?.use !== 'fresh') return undefined;
    if (found.kind === 'absent') return found.outcome;
    return { kind: 'ok', value: this.aged(found.value, found.ageMs, false), ageMs: found.ageMs };
  }

  /** The newest good record of a key whose sources failed, however that was; undefined when there is none. */
  afterFailure(id: string, cls: FailureClass): Outcome<V> | undefined {
    const found = this.shelf.find(this.space + id);
    if (found?.kind !== 'record') return found?.outcome;
    return late(this.aged(found.value, found.ageMs, true), 'lkg', cls, found.ageMs);
  }

  /** A reader sees to a refresh of a record: no other does for a second. */
  refreshBegun(id: string): void {
    this.shelf.refreshBegun(this.space + id);
  }

  /** Shows the write gate what the chain's primary said. */
  learn(outcomes: ReadonlyMap<string, Outcome<V>>): void {
    for (const [id, outcome] of outcomes) this.shelf.learn(this.space + id, outcome, 'primary');
  }

  private aged(value: V, ageMs: number, afterFailure: boolean): V {
    return this.shelf.keeping.aged?.(value, ageMs, afterFailure) ?? value;
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
