const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** Reads a list of JSON strings as its bytes pass. */
export class StringList {
  readonly all: string[] = [];
  /** What has come of the string that is being read. */
  private parts: Buffer[] = [];
  private isOpen = false;
  private isEscaped = false;

  /** Takes bytes of the list; gives the chunk's length. */
  take(chunk: Buffer, from: number): number {
    let start = from;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (!this.isOpen) {
        if (byte === QUOTE) [this.isOpen, start] = [true, at];
      } else if (this.isEscaped) this.isEscaped = false;
      else if (byte === BACKSLASH) this.isEscaped = true;
      else if (byte === QUOTE) this.close(chunk.subarray(start, at + 1));
    }
    if (this.isOpen) this.parts.push(Buffer.from(chunk.subarray(start)));
    return chunk.length;
  }

  private close(last: Buffer): void {
    this.all.push(textOf(Buffer.concat([...this.parts, last])));
    this.parts = [];
    this.isOpen = false;
  }
}

/** V8 cuts long strings, at times inside an escape: what is no JSON then is shown as it came. */
function textOf(quoted: Buffer): string {
  try {
    return JSON.parse(quoted.toString('utf8')) as string;
  } catch {
    return quoted.toString('latin1');
  }
}
