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
    if (!seen) return 'ok';
    if (seen.pointed) this.shelf.put(seen.pointed.snapshot);
    this.etag = seen.etag;
    return seen.pointed ? this.keepCopy(seen.pointed, context.now) : 'ok';
  }

  private async keepCopy(pointed: Pointed, now: number): Promise<ReadOutcome> {
    try {
      await this.disk?.save(this.place, pointed, now);
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
