import { LRUCache } from 'lru-cache';
import type { SharedScope } from './cache-key.js';
import { KeptShelf, type Entry, type Keep, type Keeping, type ShelfTime } from './kept-shelf.js';
import type { Source } from './source.js';
import type { Rejection } from './write-gate.js';

const MAX_BYTES = 64 * 1024 * 1024;

/** What the store takes from its process. */
export interface LastKnownGoodOptions extends ShelfTime {
  /** Bound on all records together; 64 MiB unless said. */
  readonly maxBytes?: number;
}

/** The store at one moment, for metrics. */
export interface LastKnownGoodState {
  readonly entries: number;
  readonly bytes: number;
  readonly rejected: Readonly<Record<Rejection, number>>;
  readonly failedRefreshes: number;
}

/**
 * The newest good record of each key, kept for the time after a failure and for reads in between. One per process, shared by
 * all chains; what was read least lately leaves first. Holds nothing of any viewer: a VIEWER source does not type-check.
 */
export class LastKnownGood {
  private readonly entries: LRUCache<string, Entry<unknown>>;
  private readonly rejected = { SECONDARY: 0, SCHEMA: 0, FUTURE: 0, OLDER: 0 };
  private readonly shelves = new Map<string, KeptShelf<unknown, SharedScope>>();
  private failedRefreshes = 0;

  constructor(private readonly options: LastKnownGoodOptions) {
    this.entries = new LRUCache({
      maxSize: options.maxBytes ?? MAX_BYTES,
      sizeCalculation: ({ bytes }, key) => bytes + key.length,
    });
  }

  /** The shelf of a source, the same one each time: a source has one chain that keeps what it says. */
  shelfOf<V>(source: Source<V>, keep: Keep<V>): KeptShelf<V, SharedScope> {
    let shelf = this.shelves.get(source.id);
    if (!shelf) {
      // A chain declares `lkg` only where its primary is not VIEWER.
      shelf = this.shelf({ ...keep, source: source as Source<V, SharedScope> }) as KeptShelf<
        unknown,
        SharedScope
      >;
      this.shelves.set(source.id, shelf);
    }
    return shelf as KeptShelf<V, SharedScope>;
  }

  /** A shelf of its own. */
  shelf<V, S extends SharedScope>(keeping: Keeping<V, S>): KeptShelf<V, S> {
    return new KeptShelf(keeping, {
      ...this.options,
      // A key holds its source, so what is under it came from the shelf of that source.
      entries: this.entries as LRUCache<string, Entry<V>>,
      rejectedFor: (reason) => (this.rejected[reason] += 1),
      refreshFailed: () => (this.failedRefreshes += 1),
    });
  }

  /** What stands at this moment. */
  state(): LastKnownGoodState {
    return {
      entries: this.entries.size,
      bytes: this.entries.calculatedSize,
      rejected: { ...this.rejected },
      failedRefreshes: this.failedRefreshes,
    };
  }
}
