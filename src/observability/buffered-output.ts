import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** Lines are written together: a write of its own for each costs as much as making it. */
const TOGETHER_CHARACTERS = 4_096;
/** No line waits longer. */
const AT_MOST_MS = 100;
/** While whoever reads the log is slower than the process, lines beyond this are lost rather than held. */
const MOST_WAITING_CHARACTERS = 1_000_000;
/** The descriptor takes no more at the moment. */
const FULL = 'EAGAIN';
/** Tries to write what still waits when the process exits. */
const LAST_TRIES = 10;

const STANDARD_OUTPUT = 1;

/**
 * Standard output for the log of a process that serves many requests a second. What waits is written when the process exits. Of a
 * reader that stalls lines are lost, of one that has gone all of them, so that neither costs memory. Not for functions: a frozen
 * process writes nothing.
 */
export const bufferedOutput = (): DestinationStream => new BufferedOutput();

/** pino's own buffer grows without end before a reader that stalls, and tries for ever to write to one that has gone at the exit. */
class BufferedOutput implements DestinationStream {
  private waiting = '';
  private isWriting = false;
  private isGone = false;

  constructor() {
    setInterval(() => this.flush(), AT_MOST_MS).unref();
    process.once('exit', () => this.flushAtLast());
  }

  write(line: string): void {
    if (this.isGone || this.waiting.length + line.length > MOST_WAITING_CHARACTERS) return;
    this.waiting += line;
    if (this.waiting.length >= TOGETHER_CHARACTERS) this.flush();
  }

  private flush(): void {
    if (this.isWriting || this.waiting === '') return;
    this.isWriting = true;
    const bytes = Buffer.from(this.waiting);
    this.waiting = '';
    this.send(bytes);
  }

  private send(bytes: Buffer): void {
    write(STANDARD_OUTPUT, bytes, (error, written) => {
      const isFull = error?.code === FULL;
      if (isFull) setTimeout(() => this.send(bytes), AT_MOST_MS).unref();
      else if (!error && written < bytes.length) this.send(bytes.subarray(written));
      else this.isWriting = false;
      this.isGone ||= error !== null && !isFull;
    });
  }

  private flushAtLast(): void {
    let rest = Buffer.from(this.waiting);
    for (let tries = 0; rest.length > 0 && !this.isGone && tries < LAST_TRIES; tries++)
      try {
        rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest));
      } catch (error) {
        this.isGone = (error as NodeJS.ErrnoException).code !== FULL;
      }
  }
}
