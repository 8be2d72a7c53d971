import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Stands around the exit code of a block, and in no output. */
const END = '\u001e';
const PATIENCE_MS = 20_000;

/** A shell that is given one block after another, as a terminal is: functions stay from block to block. */
export class Shell {
  private readonly child: ChildProcess;
  private printed = '';

  constructor(environment: NodeJS.ProcessEnv) {
    this.child = spawn('bash', ['-s'], { env: environment, stdio: 'pipe' });
    this.child.stdin?.write('exec 2>&1\n');
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
  }

  /** Runs a block; resolves to what it printed on both streams, and its exit code. */
  async run(commands: string): Promise<{ readonly printed: string; readonly code: number }> {
    this.printed = '';
    this.child.stdin?.write(`${commands}\nprintf '${END}%s${END}' $?\n`);
    for (;;) {
      const [printed = '', code] = this.printed.split(END);
      if (code !== undefined && this.printed.endsWith(END)) return { printed, code: Number(code) };
      if (this.child.stdout === null) throw new Error('A shell without output.');
      await once(this.child.stdout, 'data', { signal: AbortSignal.timeout(PATIENCE_MS) });
    }
  }

  /** Ends it. */
  async close(): Promise<void> {
    const ended = once(this.child, 'close');
    this.child.stdin?.end();
    await ended;
  }
}
