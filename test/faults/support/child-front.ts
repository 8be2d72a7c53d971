import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const PROGRAM = new URL('./front-process.js', import.meta.url);
/** Held this long (ms), a call of a child is under way when the child dies. */
const HELD_MS = 40;

/** A process in front of a healthy upstream that can be killed and frozen. */
export class ChildFront {
  private readonly exited: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    dies: boolean,
  ) {
    this.exited = once(child, 'exit');
    if (dies) child.once('message', () => this.signal('SIGKILL'));
  }

  /** Starts one on a port that must be free; `killed` dies as its first call comes in, `frozen` stops before. */
  static async start(port: number, behind: string, fate: 'killed' | 'frozen'): Promise<ChildFront> {
    const child = fork(PROGRAM, [String(port), behind, String(HELD_MS)], { stdio: 'ignore', execArgv: [] });
    await once(child, 'message');
    const front = new ChildFront(child, fate === 'killed');
    if (fate === 'frozen') front.signal('SIGSTOP');
    return front;
  }

  /** Ends it, frozen or not; resolves when its port is free. */
  async end(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  private signal(name: NodeJS.Signals): void {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(name);
  }
}
