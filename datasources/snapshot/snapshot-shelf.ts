import type { Snapshot } from './snapshot.js';

/** Documents kept for sessions that began in them. */
const KEPT = 3;

/** The documents of one pointer that are held in memory. */
export class SnapshotShelf {
  private snapshots: readonly Snapshot[] = [];

  /** The document loaded last; after a rollback that is not the newest. */
  get current(): Snapshot | null {
    return this.snapshots.at(-1) ?? null;
  }

  /** All held documents, the one loaded last first. */
  get held(): readonly Snapshot[] {
    return this.snapshots.toReversed();
  }

  /** Makes a document the current one. */
  put(snapshot: Snapshot): void {
    const others = this.snapshots.filter(({ hash }) => hash !== snapshot.hash);
    this.snapshots = [...others, snapshot].slice(-KEPT);
  }
}
