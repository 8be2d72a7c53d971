import type { ChildProcess } from 'node:child_process';

const KEPT_CHARACTERS = 8192;

/** What a child process wrote to its error stream. */
export interface LastWords {
  /** The line that names the failure, as the end of a sentence: `: Error: …`; empty when it wrote nothing. */
  telling(): string;
  /** From now on shows what the child writes, beginning with what it wrote already. */
  passOn(): void;
}

/** Keeps what a child writes to its error stream, so that a failed start is told in one message, not in a stack. */
export function lastWords(child: ChildProcess): LastWords {
  let kept = '';
  let shown = false;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (shown) process.stderr.write(text);
    else kept = (kept + text).slice(-KEPT_CHARACTERS);
  });
  return {
    telling: () => {
      const lines = kept.split('\n').map((line) => line.trim());
      const line = lines.find((one) => /^\w*Error\b/.test(one)) ?? lines.find((one) => one !== '');
      return line === undefined ? '' : `: ${line}`;
    },
    passOn: () => {
      shown = true;
      if (kept !== '') process.stderr.write(kept);
    },
  };
}
