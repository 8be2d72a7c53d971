import { hashOf } from '../../datasources/snapshot/document.contract.js';
import { documentRecord, type SnapshotDocument } from '../../datasources/snapshot/document.schema.js';
import { fileName, folderOf } from '../../datasources/snapshot/paths.js';
import { MAX_AGE_MS } from '../../datasources/snapshot/snapshot.js';
import { PointerStore, type PointerState, type Shelf } from './pointer-store.js';
import type { PublishedPointer } from './published-pointer.js';
import type { SnapshotTarget } from './snapshot-target.js';

/** Thrown when an operator's command cannot be carried out; the message says why, and nothing was changed. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
}

/** What operators do with published snapshots. All commands reject with PublishRefusal when the store fails or changes meanwhile. */
export class SnapshotControl {
  private readonly pointers: PointerStore;

  constructor(
    private readonly target: SnapshotTarget,
    /** Epoch ms. */
    private readonly now: () => number,
  ) {
    this.pointers = new PointerStore(target);
  }

  /** The pointer of a scene; null when nothing was published. */
  async show(shelf: Shelf): Promise<PublishedPointer | null> {
    return (await this.pointers.read(shelf, 'latest')).pointer;
  }

  /** Stops publishing, or lets it go on; what is published stays. */
  async freeze(shelf: Shelf, frozen: boolean): Promise<PublishedPointer> {
    const from = await this.pointers.read(shelf, 'latest');
    const to = { ...pointerOf(from), frozen };
    await this.pointers.move(shelf, 'latest', from, to);
    return to;
  }

  /**
   * Goes back to an older document, the one before the current one unless a hash (or its beginning) is given, and freezes: else
   * the next publication would undo it. The pointer of the arm that made the bad document goes back with it.
   */
  async rollback(shelf: Shelf, hash?: string): Promise<PublishedPointer> {
    const from = await this.pointers.read(shelf, 'latest');
    const current = pointerOf(from);
    const wanted = hash === undefined ? entryBefore(current) : entryOf(current, hash);
    const { document, bytes } = await this.readDocument(shelf, wanted.hash);
    const to: PublishedPointer = {
      ...current,
      ...wanted,
      url: fileName(wanted.hash),
      bytes,
      generatedAt: document.generatedAt,
      validUntil: document.validUntil,
      previous: current.hash,
      rollback: true,
      frozen: true,
    };
    await this.rollBackArm(shelf, current.hash, document, to);
    await this.pointers.move(shelf, 'latest', from, to);
    return to;
  }

  private async rollBackArm(
    shelf: Shelf,
    badHash: string,
    { sourceTier }: SnapshotDocument,
    to: PublishedPointer,
  ): Promise<void> {
    const arm = sourceTier === 'LEGACY' ? 'latest-legacy' : 'latest-primary';
    const { [arm]: state } = await this.pointers.readArms(shelf);
    if (state.pointer?.hash !== badHash) return;
    await this.pointers.move(shelf, arm, state, { ...to, history: state.pointer.history });
  }

  /** Readers would refuse a document that is gone, spoilt or too old: an operator should hear it before them. */
  private async readDocument(
    { sceneId, variant }: Shelf,
    hash: string,
  ): Promise<{ document: SnapshotDocument; bytes: number }> {
    const found = await this.target.read(`${folderOf(sceneId, variant)}/${fileName(hash)}`);
    if (found.kind !== 'found') throw new ControlError(`The document ${hash} is not in the store any more.`);
    if (hashOf(found.bytes) !== hash) throw new ControlError(`The document ${hash} is spoilt.`);
    const document = documentRecord.parse(JSON.parse(found.bytes.toString('utf8')));
    if (this.now() - Date.parse(document.generatedAt) > MAX_AGE_MS)
      throw new ControlError(`The document ${hash} is older than a day: no reader would take it.`);
    return { document, bytes: found.bytes.length };
  }
}

function pointerOf({ pointer }: PointerState): PublishedPointer {
  if (pointer) return pointer;
  throw new ControlError('Nothing is published there.');
}

function entryBefore({ hash, history }: PublishedPointer) {
  const entry = history[history.findIndex((one) => one.hash === hash) + 1];
  if (!entry) throw new ControlError('There is no older document in the history.');
  return entry;
}

function entryOf({ history }: PublishedPointer, hash: string) {
  const entries = history.filter((one) => one.hash.startsWith(hash));
  const [entry] = entries;
  if (!entry || entries.length > 1)
    throw new ControlError(`${entry ? 'More than one' : 'No'} document of the history begins with ${hash}.`);
  return entry;
}
