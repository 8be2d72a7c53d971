import type { Readable } from 'node:stream';
import { refusal } from '../refusal.js';

/** Largest request body in bytes. */
export const BODY_LIMIT = 100 * 1024;

/** Gets the body, or the refusal. Called at most once; never when the client leaves before the end. */
export type BodyRead = (refused: Error | null, body: Buffer) => void;

/** Reads a body; `said` is its length as the head tells it, NaN where it does not. */
export function readBody(source: Readable, said: number, done: BodyRead): void {
  if (said > BODY_LIMIT) {
    done(refusal('PAYLOAD_TOO_LARGE'), NOTHING);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > BODY_LIMIT) finish(refusal('PAYLOAD_TOO_LARGE'));
  };
  const end = (): void => finish(null);
  const finish = (refused: Error | null): void => {
    source.off('data', take);
    source.off('end', end);
    const [first = NOTHING] = chunks;
    done(refused, chunks.length > 1 ? Buffer.concat(chunks, size) : first);
  };
  source.on('data', take);
  source.on('end', end);
}

const NOTHING = Buffer.alloc(0);
