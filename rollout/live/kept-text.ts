import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RulesReading } from './rules-source.js';

const DIGEST_LENGTH = 64;

/** A text on disk that outlives the process: a SHA-256 in hex, a line end, and the text. Nobody waits for the disk. */
export class KeptText {
  private unkept: string | null = null;
  private writing: Promise<void> | undefined;

  constructor(private readonly path: string) {}

  /** Whether the disk lacks the latest text. */
  get isBehind(): boolean {
    return this.unkept !== null;
  }

  /** What was kept; null: nothing. */
  async restore(): Promise<RulesReading | null> {
    const file = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      return '';
    });
    if (file === null) return null;
    const text = file.slice(DIGEST_LENGTH + 1);
    if (file === `${digestOf(text)}\n${text}`) return { text };
    const message = `${this.path} is damaged, or cannot be read. It is replaced as soon as there is something to keep.`;
    return { problem: { rule: null, reason: 'CHECKSUM', message } };
  }

  /** Replaces what is kept. */
  keep(text: string): void {
    this.unkept = text;
    this.retry();
  }

  /** Writes what could not be written before, if there is something. */
  retry(): void {
    if (this.unkept === null || this.writing) return;
    this.writing = this.write(this.unkept).finally(() => (this.writing = undefined));
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.writing;
  }

  private async write(text: string): Promise<void> {
    // Not the id of the process: that of two containers with one disk is the same.
    const unfinished = `${this.path}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await writeToDisk(unfinished, `${digestOf(text)}\n${text}`);
      await rename(unfinished, this.path);
      if (this.unkept === text) this.unkept = null;
    } catch {
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }
}

/** SHA-256 of a text, in hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Without the sync a power cut could leave the new name on an empty file. */
async function writeToDisk(path: string, text: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
