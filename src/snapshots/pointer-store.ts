import type { Variant } from '../../datasources/snapshot/document.schema.js';
import { fileName, folderOf, type PointerName } from '../../datasources/snapshot/paths.js';
import { readPublishedPointer, type PublishedPointer } from './published-pointer.js';
import { PublishRefusal } from './publish-reason.js';
import type { SnapshotTarget } from './snapshot-target.js';

/** A scene's documents for one kind of clients. */
export interface Shelf {
  readonly sceneId: string;
  readonly variant: Variant;
}

/** A pointer as it was read, so that it can be moved from there. */
export interface PointerState {
  /** Null: there is none, or it cannot be read. */
  readonly pointer: PublishedPointer | null;
  /** Null: there is none. */
  readonly etag: string | null;
}

/** The pointers of the arms of a gray release. */
export type ArmPointer = Exclude<PointerName, 'latest'>;

/** Reads and moves the pointers of a target. */
export class PointerStore {
  constructor(private readonly target: SnapshotTarget) {}

  /** @throws PublishRefusal STORE_READ */
  async read(shelf: Shelf, name: PointerName): Promise<PointerState> {
    try {
      const answer = await this.target.read(pathOf(shelf, name));
      if (answer.kind !== 'found') return { pointer: null, etag: null };
      return { pointer: readPublishedPointer(answer.bytes, shelf), etag: answer.etag };
    } catch (error) {
      throw new PublishRefusal(['STORE_READ'], { cause: error });
    }
  }

  /** The pointers of both arms. @throws PublishRefusal STORE_READ */
  async readArms(shelf: Shelf): Promise<Readonly<Record<ArmPointer, PointerState>>> {
    const [primary, legacy] = await Promise.all([
      this.read(shelf, 'latest-primary'),
      this.read(shelf, 'latest-legacy'),
    ]);
    return { 'latest-primary': primary, 'latest-legacy': legacy };
  }

  /**
   * Moves a pointer, unless somebody else has since `from` was read.
   * @throws PublishRefusal CONFLICT, STORE_WRITE, STORE_READ
   */
  async move(shelf: Shelf, name: PointerName, from: PointerState, to: PublishedPointer): Promise<void> {
    const outcome = await this.write(pathOf(shelf, name), to, from);
    if (outcome === 'written') return;
    // The answer to an earlier attempt may have been lost after it had been carried out.
    const { pointer } = await this.read(shelf, name);
    if (pointer?.hash !== to.hash || pointer.frozen !== to.frozen) throw new PublishRefusal(['CONFLICT']);
  }

  private async write(path: string, pointer: PublishedPointer, { etag }: PointerState) {
    try {
      return await this.target.write(path, Buffer.from(JSON.stringify(pointer)), { etag });
    } catch (error) {
      throw new PublishRefusal(['STORE_WRITE'], { cause: error });
    }
  }
}

const pathOf = ({ sceneId, variant }: Shelf, name: PointerName): string =>
  `${folderOf(sceneId, variant)}/${fileName(name)}`;
