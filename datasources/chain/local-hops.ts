import type { SnapshotStore } from '../snapshot/snapshot.store.js';
import type { SharedScope } from './cache-key.js';
import type { Chain } from './chain.js';
import type { KeptShelf } from './kept-shelf.js';
import type { LastKnownGood } from './last-known-good.js';
import type { FailureClass, LaterHop, Outcome } from './outcome.js';
import type { Segment } from './source.js';

/** The stores that local hops read; all of them are in memory. */
export interface LocalStores {
  /** Null: nothing is kept from one request to the next. */
  readonly kept: LastKnownGood | null;
  /** Whether what is kept is served without asking while it is fresh. */
  readonly servesFresh: boolean;
  readonly snapshots: SnapshotStore;
}

/** A record that is good without asking anybody, and whether to ask nevertheless, beside the answer. */
export interface Young<V> {
  readonly outcome: Outcome<V>;
  readonly wantsRefresh: boolean;
}

/** The hops of a request's chains that need no network: what is kept, and what was published. They are synchronous. */
export class LocalHops {
  constructor(
    private readonly stores: LocalStores,
    private readonly segment: () => Segment,
    /** Epoch ms. */
    private readonly now: number,
  ) {}

  /** A kept record or absence that may be served without asking; undefined when the source has to be asked. */
  young<V>(chain: Chain<V>, id: string): Young<V> | undefined {
    const shelf = this.stores.servesFresh ? this.shelfOf(chain) : undefined;
    if (!shelf) return undefined;
    const key = this.keyOf(shelf, chain, id);
    const found = shelf.find(key);
    if (!found) return undefined;
    if (found.use === 'fallback') return undefined;
    if (found.kind === 'absent') return { outcome: found.outcome, wantsRefresh: false };
    const { wantsRefresh, refreshFailed, ageMs, use } = found;
    if (wantsRefresh) shelf.refreshBegun(key);
    const value = chain.lkg?.aged?.(found.value, ageMs, false) ?? found.value;
    const isDegraded = use === 'stale' && refreshFailed;
    return {
      outcome: isDegraded ? late(value, 'primary', 'TOO_OLD', ageMs) : { kind: 'ok', value, ageMs },
      wantsRefresh,
    };
  }

  /** The newest good record of a key whose sources failed, however that was; undefined when there is none. */
  afterFailure<V>(chain: Chain<V>, id: string, cls: FailureClass): Outcome<V> | undefined {
    const shelf = this.shelfOf(chain);
    const found = shelf?.find(this.keyOf(shelf, chain, id));
    if (found?.kind === 'absent') return found.outcome;
    if (found) {
      const value = chain.lkg?.aged?.(found.value, found.ageMs, true) ?? found.value;
      return late(value, 'lkg', cls, found.ageMs);
    }
    const published = chain.snapshot?.(this.stores.snapshots, id, this.now);
    return published ? late(published.value, 'snapshot', cls, published.ageMs) : undefined;
  }

  /** Shows the write gate what the chain's primary said. */
  learn<V>(chain: Chain<V>, outcomes: ReadonlyMap<string, Outcome<V>>): void {
    const shelf = this.shelfOf(chain);
    if (!shelf) return;
    for (const [id, outcome] of outcomes) shelf.learn(this.keyOf(shelf, chain, id), outcome, 'primary');
  }

  private shelfOf<V>(chain: Chain<V>): KeptShelf<V, SharedScope> | undefined {
    return chain.lkg && this.stores.kept?.shelfOf(chain.primary, chain.lkg);
  }

  private keyOf<V>(shelf: KeptShelf<V, SharedScope>, { primary }: Chain<V>, id: string): string {
    const segment = primary.scope === 'SEGMENT' ? this.segment() : null;
    return shelf.keyOf(id, segment, []);
  }
}

const late = <V>(value: V, hop: 'primary' | LaterHop, cls: FailureClass, ageMs: number): Outcome<V> => ({
  kind: 'ok',
  value,
  detour: { hop, cls, ageMs },
});
