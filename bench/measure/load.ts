import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from './client.js';
import { COMPARED_EVERY, lookOf, WrongAnswer, type Question } from './question.js';

/** What a load is made of. */
export interface Load {
  /** Origin of the server. */
  readonly url: string;
  readonly question: Question;
  /** First index; each request has the next one. */
  readonly from: number;
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal;
}

/** What came of a load. */
export interface Loaded {
  /** Right answers. */
  readonly answers: number;
  /** Answers with less than was asked for, because a source did not answer in time. */
  readonly degraded: number;
  /** Bytes of the bodies of right answers. */
  readonly bytes: number;
  /** Milliseconds from the intended start of each request to the end of its right answer. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  readonly next: number;
  /** Answers that are to be compared with the expected ones, when nothing is measured. */
  readonly kept: readonly { readonly index: number; readonly body: Buffer }[];
}

const CONNECTIONS = 256;
const SHOWN_CHARACTERS = 300;

/**
 * Sends requests as fast as `concurrency` of them at a time come back.
 * @throws WrongAnswer at the first one
 */
export async function saturate(load: Load, concurrency: number, seconds: number): Promise<Loaded> {
  const run = new Run(load, concurrency);
  const end = performance.now() + seconds * 1_000;
  const worker = async () => {
    while (performance.now() < end) await run.one(performance.now());
  };
  return run.finish(Promise.all(Array.from({ length: concurrency }, worker)));
}

/**
 * Sends requests at a fixed rate, whether or not answers come; each counts from the moment it should have been sent.
 * @throws WrongAnswer at the first one
 */
export function atRate(load: Load, perSecond: number, seconds: number): Promise<Loaded> {
  const run = new Run(load, CONNECTIONS);
  return run.finish(sendOnSchedule(run, perSecond, Math.max(1, Math.round(perSecond * seconds))));
}

async function sendOnSchedule(run: Run, perSecond: number, total: number): Promise<void> {
  const startedAt = performance.now();
  const pending = new Set<Promise<void>>();
  let failure: unknown;
  for (let sent = 0; sent < total && failure === undefined;) {
    const due = startedAt + (sent * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) {
      await sleep(wait);
      continue;
    }
    const one = run
      .one(due)
      .catch((error: unknown) => (failure ??= error))
      .then(() => void pending.delete(one));
    pending.add(one);
    sent++;
  }
  await Promise.all(pending);
  if (failure instanceof Error) throw failure;
}

class Run {
  private readonly client: Client;
  private readonly startedAt = performance.now();
  private readonly latencies: number[] = [];
  private readonly kept: { index: number; body: Buffer }[] = [];
  private index: number;
  private bytes = 0;
  private degraded = 0;

  constructor(
    private readonly load: Load,
    connections: number,
  ) {
    this.client = new Client(load.url, load.question.path, connections);
    this.index = load.from;
  }

  async one(dueAt: number): Promise<void> {
    this.load.signal.throwIfAborted();
    const { request, leastBytes } = this.load.question;
    const index = this.index++;
    const answer = await this.client.post(request(index));
    const look = lookOf(answer, leastBytes);
    if (look === 'wrong') {
      const text = answer.body.toString('utf8', 0, SHOWN_CHARACTERS);
      throw new WrongAnswer(
        `request ${index} got status ${answer.status} with ${answer.body.length} bytes: ${text}`,
      );
    }
    if (look === 'degraded') {
      this.degraded++;
      return;
    }
    this.latencies.push(performance.now() - dueAt);
    this.bytes += answer.body.length;
    if (index % COMPARED_EVERY === 0) this.kept.push({ index, body: answer.body });
  }

  async finish(sending: Promise<unknown>): Promise<Loaded> {
    try {
      await sending;
    } finally {
      await this.client.close();
    }
    const seconds = (performance.now() - this.startedAt) / 1_000;
    const { latencies, bytes, degraded, kept, index } = this;
    return { answers: latencies.length, degraded, bytes, latencies, seconds, kept, next: index };
  }
}
