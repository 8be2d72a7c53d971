import { Pool } from 'undici';

/** One request as it is sent. */
export interface LoadRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a load is made of. */
export interface Load {
  readonly url: string;
  readonly path: string;
  readonly request: (index: number) => LoadRequest;
  /** Says what is wrong with an answer; null: nothing. Called for each, so that only right ones count. */
  readonly wrong: (status: number, body: string, index: number) => string | null;
  /** First index; each request has the next one. */
  readonly from: number;
}

/** What came of a load. */
export interface Loaded {
  readonly answers: number;
  readonly bytes: number;
  /** What was wrong, a few of them in words. */
  readonly faults: readonly string[];
  /** Milliseconds from the intended start of each request to the end of its answer, in order of the answers. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  readonly next: number;
}

const CONNECTIONS = 256;
const MOST_FAULTS = 5;

/** Sends requests as fast as `concurrency` of them at a time come back. */
export async function saturate(load: Load, concurrency: number, seconds: number): Promise<Loaded> {
  const run = new Run(load, concurrency);
  const end = performance.now() + seconds * 1_000;
  const worker = async () => {
    while (performance.now() < end) await run.one(performance.now());
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return run.result();
}

/** Sends requests at a fixed rate, whether or not answers come; each counts from the moment it should have been sent. */
export async function atRate(load: Load, perSecond: number, seconds: number): Promise<Loaded> {
  const run = new Run(load, CONNECTIONS);
  const startedAt = performance.now();
  const total = Math.round(perSecond * seconds);
  const pending = new Set<Promise<void>>();
  for (let sent = 0; sent < total;) {
    const due = startedAt + (sent * 1_000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    else {
      const one = run.one(due).finally(() => pending.delete(one));
      pending.add(one);
      sent++;
    }
  }
  await Promise.all(pending);
  return run.result();
}

class Run {
  private readonly pool: Pool;
  private readonly startedAt = performance.now();
  private readonly latencies: number[] = [];
  private readonly faults: string[] = [];
  private index: number;
  private bytes = 0;

  constructor(
    private readonly load: Load,
    connections: number,
  ) {
    this.pool = new Pool(load.url, { connections, pipelining: 1 });
    this.index = load.from;
  }

  async one(dueAt: number): Promise<void> {
    const index = this.index++;
    const { path, request, wrong } = this.load;
    try {
      const { statusCode, body } = await this.pool.request({ path, method: 'POST', ...request(index) });
      const text = await body.text();
      const fault = wrong(statusCode, text, index);
      if (fault !== null) this.fault(fault);
      else {
        this.bytes += text.length;
        this.latencies.push(performance.now() - dueAt);
      }
    } catch (error) {
      this.fault(String(error));
    }
  }

  async result(): Promise<Loaded> {
    const seconds = (performance.now() - this.startedAt) / 1_000;
    await this.pool.close();
    const { latencies, bytes, faults, index } = this;
    return { answers: latencies.length, bytes, faults, latencies, seconds, next: index };
  }

  private fault(text: string): void {
    if (this.faults.length < MOST_FAULTS) this.faults.push(text.slice(0, 300));
    else if (this.faults.length === MOST_FAULTS) this.faults.push('… and more');
  }
}
