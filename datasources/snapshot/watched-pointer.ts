import type { DiskCopy } from './disk-copy.js';
import { readPointed, type Place, type PointedContext, type Pointed } from './pointed-snapshot.js';
import { SnapshotRefusal, type RefusalReason } from './refusal.js';
import { SnapshotShelf } from './snapshot-shelf.js';
import type { SnapshotFiles } from './snapshot-files.js';

/** How one attempt to read ended: `ok` when nothing is wrong, whether or not there is anything new. */
export type ReadOutcome = 'ok' | RefusalReason;

/** One pointer of a store, read again and again. What is refused never takes the place of what is held. */
export class WatchedPointer {
  readonly shelf = new SnapshotShelf();
  /** Of the pointer to the current document: one whose document was refused is read again though it does not change. */
  private etag: string | null = null;
  private running: Promise<ReadOutcome> | undefined;
  /** What no copy could be kept of yet. */
  private unkept: Pointed | null = null;

  constructor(
    readonly place: Place,
    private readonly files: SnapshotFiles,
    private readonly disk: DiskCopy | null,
  ) {}

  /** Loads the copy on disk, if there is one. */
  async restore(context: PointedContext): Promise<ReadOutcome> {
    const { disk, place, shelf } = this;
    if (!disk) return 'ok';
    return settled(async () => {
      const seen = await readPointed(disk.files(place), place, { snapshot: null, etag: null }, context);
      if (seen?.pointed) shelf.put(seen.pointed.snapshot);
      return 'ok';
    });
  }

  /** Looks for a new document; joins an attempt that is under way. Never rejects. */
  poll(context: PointedContext): Promise<ReadOutcome> {
    this.running ??= settled(() => this.attempt(context)).finally(() => (this.running = undefined));
    return this.running;
  }

  private async attempt(context: PointedContext): Promise<ReadOutcome> {
    const known = { snapshot: this.shelf.current, etag: this.etag };
    const seen = await readPointed(this.files, this.place, known, context);
    if (!seen) return this.keepCopy(context.now);
    if (seen.pointed) this.shelf.put(seen.pointed.snapshot);
    this.etag = seen.etag;
    this.unkept = seen.pointed ?? this.unkept;
    return this.keepCopy(context.now);
  }

  private async keepCopy(now: number): Promise<ReadOutcome> {
    try {
      if (this.unkept) await this.disk?.save(this.place, this.unkept, now);
      this.unkept = null;
      return 'ok';
    } catch {
      return 'DISK';
    }
  }
}

async function settled(read: () => Promise<ReadOutcome>): Promise<ReadOutcome> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SnapshotRefusal) return error.reason;
    throw error;
  }
}
