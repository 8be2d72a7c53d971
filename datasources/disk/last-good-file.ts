import { readFile, stat } from 'node:fs/promises';
import { writeAtomically } from './atomic-file.js';

/** Why a copy on disk was of no use, or could not be made. Metric labels: a closed list. */
export type CopyFailure =
  | 'UNREADABLE' // the file system failed, or the file is far too large
  | 'REFUSED' // what was read is not what it should be
  | 'UNWRITABLE'; // the disk is full or read-only; the former copy stays

/** Failures so far, by reason. */
export type CopyFailures = Map<CopyFailure, number>;

/** Larger files were not written by this class. */
const MOST_BYTES = 8 * 1024 * 1024;

/**
 * The last good document of a service on disk, for a start without the service. Nobody waits for the disk, and what it fails
 * to do is counted, never thrown.
 */
export class LastGoodFile {
  private unkept: string | null = null;
  private writing = false;

  constructor(
    private readonly path: string,
    private readonly failures: CopyFailures,
  ) {}

  /** Hands what is kept to `accept`, which throws when it cannot be used. */
  async restore(accept: (json: unknown) => void): Promise<void> {
    const text = await this.read();
    if (text === null) return;
    try {
      accept(JSON.parse(text));
    } catch {
      this.count('REFUSED');
    }
  }

  /** Replaces the copy. */
  keep(text: string): void {
    this.unkept = text;
    this.retry();
  }

  /** Makes the copy that could not be made before, if there is one. */
  retry(): void {
    if (this.unkept === null || this.writing) return;
    this.writing = true;
    void this.write(this.unkept).finally(() => (this.writing = false));
  }

  private async write(text: string): Promise<void> {
    try {
      await writeAtomically(this.path, Buffer.from(text));
      if (this.unkept === text) this.unkept = null;
    } catch {
      this.count('UNWRITABLE');
    }
  }

  private async read(): Promise<string | null> {
    try {
      if ((await stat(this.path)).size > MOST_BYTES) throw new RangeError('too large');
      return await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.count('UNREADABLE');
      return null;
    }
  }

  private count(reason: CopyFailure): void {
    this.failures.set(reason, (this.failures.get(reason) ?? 0) + 1);
  }
}
