import type { Key } from './content-key.js';
import { countDrop } from './drops.js';
import type { DropCounts, MixedItem, MixInput, MixNote, TailEntry } from './mix.types.js';
import { type PageRange, pageRange } from './page-range.js';

/** An item that has, or may get, a position on the page, with the hashes its neighbours are compared with. */
export interface PlacedItem extends Omit<MixedItem, 'position' | 'wanted'> {
  hashes: TailEntry;
}

/** The page while it is being built: who stands where, and what may no longer be placed. */
export class PageDraft {
  readonly range: PageRange;
  readonly drops: DropCounts = {};
  readonly notes: MixNote[] = [];
  readonly #cells: (PlacedItem | undefined)[];
  readonly #items = new Map<Key, PlacedItem>();
  readonly #fingerprints = new Set<number>();

  constructor({ query, tail, policy }: MixInput) {
    this.range = pageRange(query.offset, query.pageSize);
    this.#cells = new Array<PlacedItem | undefined>(this.range.end - this.range.start).fill(undefined);
    for (let i = Math.max(0, tail.length - policy.keyWindow); i < tail.length; i++) {
      const fingerprint = tail[i]?.dedupeKey ?? null;
      if (fingerprint !== null) this.#fingerprints.add(fingerprint);
    }
  }

  /** The item at an absolute position, if one was placed there. */
  at(position: number): PlacedItem | undefined {
    return this.#cells[position - this.range.start];
  }

  /** The first position below `limit` without an item, or null. */
  lowestUnclaimed(limit: number): number | null {
    for (let position = this.range.start; position < Math.min(limit, this.range.end); position++) {
      if (this.at(position) === undefined) return position;
    }
    return null;
  }

  /** The item on this page that shows the content, if there is one. */
  find(key: Key): PlacedItem | undefined {
    return this.#items.get(key);
  }

  /** Whether neither the page nor the key window holds a re-upload of the same source. */
  isFree(fingerprint: number | null): boolean {
    return fingerprint === null || !this.#fingerprints.has(fingerprint);
  }

  /** As `isFree`, for a content that is dropped when it is not: the drop is counted. */
  admits({ dedupeKey }: TailEntry): boolean {
    const free = this.isFree(dedupeKey);
    if (!free) countDrop(this.drops, 'CT_REUPLOAD');
    return free;
  }

  /** Puts an item at a position that is free. */
  place(position: number, item: PlacedItem): void {
    this.#cells[position - this.range.start] = item;
    this.#items.set(item.key, item);
    if (item.hashes.dedupeKey !== null) this.#fingerprints.add(item.hashes.dedupeKey);
  }
}
