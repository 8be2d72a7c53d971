import { LRUCache } from 'lru-cache';
import { keySpace, type SegmentOf, type SharedScope } from './cache-key.js';

import type { Keeping } from './keep.js';
import { KeptSpace, type Entry, type KeptTime, type ReadEnd } from './kept-space.js';
import { SecondChance } from './second-chance.js';
import type { Rejection } from './write-gate.js';

const MAX_BYTES = 128 * 1024 * 1024;
/** Of the room for records: absences of ids that were never records. */
const UNHEARD_SHARE = 1 / 16;
/** Regions are words of clients: of a space that was not used for so many others, the entries are left to leave by themselves. */
const MOST_SPACES = 1_000;

/** What the store takes from its process. */
export interface LastKnownGoodOptions extends KeptTime {
  /** Bound on all records together; 128 MiB unless said. */
  readonly maxBytes?: number;
}

/** The store at one moment, for metrics. */
export interface LastKnownGoodState {
  readonly entries: number;
  readonly bytes: number;
  /** Looks for records that may be served without asking, by what came of them. */
  readonly reads: Readonly<Record<ReadEnd, number>>;
  readonly rejected: Readonly<Record<Rejection, number>>;
  readonly failedRefreshes: number;
}

/**
 * The newest good record of each key, kept for the time after a failure and for reads in between. One per process, shared by
 * all chains; what was not read for long leaves first. Holds nothing of any viewer: a VIEWER source does not type-check.
 */
export class LastKnownGood {
  private readonly known: SecondChance<Entry<unknown>>;
  private readonly unheard: SecondChance<Entry<unknown>>;
  private readonly reads = { fresh: 0, stale: 0, absent: 0, none: 0 };
  private readonly rejected = { SECONDARY: 0, SCHEMA: 0, FUTURE: 0, OLDER: 0 };
  private readonly spaces = new LRUCache<string, KeptSpace<unknown>>({ max: MOST_SPACES });
  private failedRefreshes = 0;

  constructor(private readonly options: LastKnownGoodOptions) {
    const maxBytes = options.maxBytes ?? MAX_BYTES;
    this.known = new SecondChance(maxBytes);
    this.unheard = new SecondChance(maxBytes * UNHEARD_SHARE);
  }

  /** What is kept of a source for a segment, which it has exactly where its scope has one, and the arms it depends on. */
  space<V, S extends SharedScope>(
    keeping: Keeping<V, S>,
    segment: SegmentOf[S],
    arms: readonly string[],
  ): KeptSpace<V> {
    const { source, contract } = keeping;
    const name = keySpace({ scope: source.scope, arms, source: source.id, contract, segment });
    let space = this.spaces.get(name);
    if (!space) {
      space = this.open(keeping as unknown as Keeping<unknown, SharedScope>);
      this.spaces.set(name, space);
    }
    // A name holds its source, and a source has one chain that keeps what it says.
    return space as unknown as KeptSpace<V>;
  }

  /** What stands at this moment. */
  state(): LastKnownGoodState {
    const [known, unheard] = [this.known.size(), this.unheard.size()];
    return {
      entries: known.entries + unheard.entries,
      bytes: known.bytes + unheard.bytes,
      reads: { ...this.reads },
      rejected: { ...this.rejected },
      failedRefreshes: this.failedRefreshes,
    };
  }

  private open(keeping: Keeping<unknown, SharedScope>): KeptSpace<unknown> {
    const held = { known: this.known.space(), unheard: this.unheard.space() };
    return new KeptSpace(keeping, held, {
      ...this.options,
      reads: this.reads,
      rejectedFor: (reason) => (this.rejected[reason] += 1),
      refreshFailed: () => (this.failedRefreshes += 1),
    });
  }
}
