import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { caseFileName, caseFiles, finishedName, OPEN, tidyCaseFolder } from './case-folder.js';
import { frame, MOST_RECORD_BYTES } from './frame.js';

/** What became of a case. Metric labels: a closed list. */
export type SpoolResult =
  | 'written'
  | 'too-large'
  | 'private' // it would say who asked
  | 'late' // its time was up before its turn came, or while it was written
  | 'busy' // as many wait as may
  | 'full' // nobody takes the finished files
  | 'failed'; // the file system, or an answer that cannot be written

/** Bounds of one folder. */
export interface SpoolBounds {
  readonly fileBytes: number;
  /** Finished files and the open one. */
  readonly files: number;
}

const USUAL_BOUNDS: SpoolBounds = { fileBytes: 8 * 1024 * 1024, files: 8 };
const MOST_WAITING = 8;

/** What a spool needs. */
export interface CaseSpoolParts {
  readonly folder: string;
  /** Epoch ms. */
  readonly now: () => number;
  /** Of this process among all that write into the folder. */
  readonly instance: string;
  readonly bounds?: SpoolBounds;
}

/**
 * Appends cases to a file, each whole in one write; a full file gets a finished name, for a collector to take. Never throws:
 * what cannot be written is told.
 */
export class CaseSpool {
  private handle: FileHandle | null = null;
  private path = '';
  private bytes = 0;
  private files = 0;
  private waiting = 0;
  private last: Promise<unknown>;
  private readonly bounds: SpoolBounds;

  constructor(private readonly parts: CaseSpoolParts) {
    this.bounds = parts.bounds ?? USUAL_BOUNDS;
    this.last = tidyCaseFolder(parts.folder, parts.now()).catch(() => undefined);
  }

  /** Appends one case unless it is no more wanted when its turn comes. */
  async append(content: Buffer, isWanted: () => boolean = () => true): Promise<SpoolResult> {
    if (content.length > MOST_RECORD_BYTES) return 'too-large';
    if (this.waiting >= MOST_WAITING) return 'busy';
    return this.inTurn(async () => (isWanted() ? this.write(frame(content)) : 'late'));
  }

  /** Gives a full file its finished name; cheap while it is not. */
  async shipFull(): Promise<void> {
    if (this.bytes >= this.bounds.fileBytes) await this.inTurn(() => this.ship());
  }

  /** The same for any file that holds something; nothing is to be written any more. */
  async close(): Promise<void> {
    await this.inTurn(() => this.ship());
  }

  private async inTurn(task: () => Promise<SpoolResult>): Promise<SpoolResult> {
    this.waiting += 1;
    const turn = this.last.then(task).catch((): SpoolResult => 'failed');
    this.last = turn;
    return turn.finally(() => (this.waiting -= 1));
  }

  private async write(record: Buffer): Promise<SpoolResult> {
    if (this.handle && this.bytes + record.length > this.bounds.fileBytes) await this.ship();
    const handle = this.handle ?? (await this.begin());
    if (!handle) return 'full';
    const { bytesWritten } = await handle.write(record);
    this.bytes += bytesWritten;
    return bytesWritten === record.length ? 'written' : 'failed';
  }

  /** Null when there are as many files as may be. */
  private async begin(): Promise<FileHandle | null> {
    const { folder, now, instance } = this.parts;
    if (this.files > 0 || (await this.isFull())) await tidyCaseFolder(folder, now());
    if (await this.isFull()) return null;
    this.files += 1;
    this.path = join(folder, caseFileName(now(), instance, this.files) + OPEN);
    this.bytes = 0;
    return (this.handle = await open(this.path, 'ax', 0o600));
  }

  private async isFull(): Promise<boolean> {
    return (await caseFiles(this.parts.folder)).length >= this.bounds.files;
  }

  private async ship(): Promise<SpoolResult> {
    const { handle } = this;
    if (!handle) return 'written';
    this.handle = null;
    this.bytes = 0;
    await handle.close();
    await rename(this.path, finishedName(this.path));
    return 'written';
  }
}
