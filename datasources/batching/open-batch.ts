import type { Deadline } from '../http/deadline.js';

/** Ids that are asked for in one turn, until they are sent. */
export class OpenBatch {
  /** Fulfils once every id of the batch is settled; rejects with a programmer's error only. */
  readonly done: Promise<void>;
  private readonly collected: string[] = [];
  private earliest: Deadline | undefined;

  constructor(send: (ids: readonly string[], end: Deadline | undefined) => Promise<void>) {
    this.done = turnIsOver().then(() => send(this.collected, this.earliest));
  }

  get size(): number {
    return this.collected.length;
  }

  /** `end`: when whoever asks has to go on; of several the earliest counts. */
  add(id: string, end: Deadline | undefined): void {
    this.collected.push(id);
    if (end && end !== this.earliest) this.earliest = this.earliest?.earlier(end) ?? end;
  }
}

/** After everything that is ready to run has run: resolvers of one level ask one after the other, each from a promise of its own. */
const turnIsOver = (): Promise<void> =>
  new Promise((resolve) => void Promise.resolve().then(() => process.nextTick(resolve)));
