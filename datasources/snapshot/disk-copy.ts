import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../disk/atomic-file.js';
import { DirectoryFiles } from './directory-files.js';
import { removeLeftovers } from './leftovers.js';
import { SCENE_ID } from '../slots/scene-id.js';
import { fileName, folderOf } from './paths.js';
import type { Place, Pointed } from './pointed-snapshot.js';
import type { SnapshotFiles } from './snapshot-files.js';

/**
 * The last good document of every pointer on disk, for a start without a store. Laid out as a store below the name of the
 * pointer, so that it is read, and judged, as a store is.
 */
export class DiskCopy {
  constructor(private readonly root: string) {}

  /** The copies of one kind of pointer, as a store. */
  files({ pointer }: Pick<Place, 'pointer'>): SnapshotFiles {
    return new DirectoryFiles(join(this.root, pointer));
  }

  /** Scenes that have a copy; none when the disk cannot be read. */
  async scenes(): Promise<readonly string[]> {
    try {
      return (await readdir(join(this.root, 'latest'))).filter((name) => SCENE_ID.test(name));
    } catch {
      return [];
    }
  }

  /**
   * Replaces the copy of one pointer: first the document, then the pointer, so that a crash between them leaves the former copy.
   * `now` in epoch ms.
   * @throws Error of the file system
   */
  async save(place: Place, { pointer, bytes }: Pointed, now: number): Promise<void> {
    const folder = join(this.root, place.pointer, folderOf(place.sceneId, place.variant));
    const names = [fileName(pointer.hash), fileName(place.pointer)] as const;
    await writeAtomically(join(folder, names[0]), bytes);
    await writeAtomically(join(folder, names[1]), Buffer.from(JSON.stringify(pointer)));
    await removeLeftovers(folder, new Set(names), now);
  }
}
