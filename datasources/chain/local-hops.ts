import type { SnapshotStore } from '../snapshot/snapshot.store.js';
import type { SharedScope } from './cache-key.js';
import type { Chain } from './chain.js';
import { late, type KeptSpace } from './kept-space.js';
import type { LastKnownGood } from './last-known-good.js';
import type { FailureClass, Outcome } from './outcome.js';
import type { Segment, Source } from './source.js';

/** The stores that local hops read; all of them are in memory. */
export interface LocalStores {
  /** Null: nothing is kept from one request to the next. */
  readonly kept: LastKnownGood | null;
  /** Whether what is kept is served without asking while it is fresh. */
  readonly servesFresh: boolean;
  readonly snapshots: SnapshotStore;
}

/** What of a request its local hops depend on. */
export interface LocalView {
  /** The public segment of the request. */
  readonly segment: () => Segment;
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  /** Load tests have records of their own. */
  readonly shadow: boolean;
}

/** Asks for a record again beside the request. */
type Refresh = <V>(chain: Chain<V>, id: string) => void;

/** A chain as one request sees what is kept of it. */
interface Seen<V> {
  readonly space: KeptSpace<V> | null;
  /** What was served without asking: the same for every field of the request. */
  readonly served: Map<string, Outcome<V>>;
  /** Absent where nobody refreshes: then what is old is asked for again. */
  readonly refresh: ((id: string) => void) | undefined;
}

const NO_ARMS: readonly string[] = [];
/** What the records of load tests and shadow traffic depend on. */
const SHADOW_ARMS: readonly string[] = ['shadow'];

/** The hops of a request's chains that need no network: what is kept, and what was published. They are synchronous. */
export class LocalHops {
  private readonly seen = new Map<unknown, Seen<unknown>>();
  private readonly seenOnPath = new Map<unknown, Seen<unknown>>();

  constructor(
    private readonly stores: LocalStores,
    private readonly view: LocalView,
    private readonly refresh: Refresh,
  ) {}

  /** A kept record or absence that may be served without asking; undefined when the source has to be asked. */
  young<V>(chain: Chain<V>, id: string, path?: string): Outcome<V> | undefined {
    if (!this.stores.servesFresh) return undefined;
    const { space, served, refresh } = this.seenOf(chain, path);
    if (!space) return undefined;
    const before = served.get(id);
    if (before) return before;
    const young = space.young(id, refresh);
    if (young) served.set(id, young);
    return young;
  }

  /** The newest good record of a key whose sources failed, however that was; undefined when there is none. */
  afterFailure<V>(chain: Chain<V>, id: string, cls: FailureClass, path?: string): Outcome<V> | undefined {
    const kept = this.spaceOf(chain, path)?.afterFailure(id, cls);
    if (kept) return kept;
    const published = chain.snapshot?.(this.stores.snapshots, id, this.view.now);
    return published ? late(published.value, 'snapshot', cls, published.ageMs) : undefined;
  }

  /** What is kept of a chain for the segment of the request; null when nothing is. `path`: that of a rollout on which LEGACY leads. */
  spaceOf<V>(chain: Chain<V>, path?: string): KeptSpace<V> | null {
    return this.seenOf(chain, path).space;
  }

  private seenOf<V>(chain: Chain<V>, path: string | undefined): Seen<V> {
    const seenBy = path === undefined ? this.seen : this.seenOnPath;
    const held = seenBy.get(chain) as Seen<V> | undefined;
    if (held) return held;
    const seen: Seen<V> = {
      space: this.open(chain, path),
      served: new Map(),
      refresh: path === undefined ? (id) => this.refresh(chain, id) : undefined,
    };
    seenBy.set(chain, seen as unknown as Seen<unknown>);
    return seen;
  }

  private open<V>({ primary, secondary, lkg }: Chain<V>, path: string | undefined): KeptSpace<V> | null {
    const { kept } = this.stores;
    if (!kept || !lkg) return null;
    const segment = primary.scope === 'SEGMENT' ? this.view.segment() : null;
    // A chain declares `lkg` only where its primary is not VIEWER. On a path of LEGACY it is kept what LEGACY says.
    const source = (path === undefined ? primary : (secondary?.source ?? primary)) as Source<V, SharedScope>;
    const arms = [...(path === undefined ? NO_ARMS : [path]), ...(this.view.shadow ? SHADOW_ARMS : NO_ARMS)];
    return kept.space({ ...lkg, source }, segment, arms);
  }
}
