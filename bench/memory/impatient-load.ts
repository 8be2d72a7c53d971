import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { LoadRequest } from '../measure/client.js';

/** A load at a fixed rate of which some clients leave before they are answered. */
export interface ImpatientLoad {
  /** Origin of the server. */
  readonly url: string;
  readonly request: (index: number) => LoadRequest;
  readonly perSecond: number;
  readonly seconds: number;
  /** Share of clients (0 to 1) that close their socket while they wait. */
  readonly leaving: number;
  /** First index; each request has the next one. */
  readonly from: number;
  /** Aborted when somebody stops the run. */
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface ImpatientEnd {
  /** Answers by status; `left`: none was waited for; `failed`: none came. */
  readonly ends: ReadonlyMap<number | 'left' | 'failed', number>;
  /** Answers with status 200 that say that something in them is less than usual. */
  readonly degraded: number;
  /** Milliseconds from the intended start of each answered request to the end of its answer. */
  readonly latencies: readonly number[];
  readonly next: number;
}

/** A client that leaves does so within this time (ms). */
const PATIENCE_MS = 40;
const CONNECTIONS = 512;
/** Steps of the one around the other come by each of its points once. */
const STRIDE = 919;
const CIRCLE = 1_000;
const DEGRADED = '"degraded":{';

/** Sends requests at a fixed rate, whether or not answers come, and closes the sockets of some of them mid-flight. */
export async function impatientLoad(load: ImpatientLoad): Promise<ImpatientEnd> {
  const { url, request, perSecond, from, signal } = load;
  const pool = new Pool(url, { connections: CONNECTIONS, pipelining: 1 });
  const ends = new Map<number | 'left' | 'failed', number>();
  const latencies: number[] = [];
  let degraded = 0;
  const ask = async (index: number, dueAt: number): Promise<void> => {
    const { status, body } = await end(pool, request(index), patienceOf(index, load.leaving));
    ends.set(status, (ends.get(status) ?? 0) + 1);
    if (typeof status === 'number') latencies.push(performance.now() - dueAt);
    if (status === 200 && body.includes(DEGRADED)) degraded++;
  };
  const startedAt = performance.now();
  const total = Math.round(perSecond * load.seconds);
  const asked: Promise<void>[] = [];
  for (let sent = 0; sent < total; sent++) {
    const dueAt = startedAt + (sent * 1_000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 0) await sleep(wait, undefined, { signal });
    asked.push(ask(from + sent, dueAt));
  }
  await Promise.all(asked);
  await pool.close();
  return { ends, degraded, latencies, next: from + total };
}

/** In how many ms the client of a request leaves; null: it waits. Without relation to what it asks for. */
function patienceOf(index: number, leaving: number): number | null {
  return (index * STRIDE) % CIRCLE < leaving * CIRCLE ? 1 + ((index * STRIDE) % PATIENCE_MS) : null;
}

interface End {
  readonly status: number | 'left' | 'failed';
  readonly body: string;
}

async function end(pool: Pool, request: LoadRequest, patienceMs: number | null): Promise<End> {
  const leaving = new AbortController();
  const timer = patienceMs === null ? undefined : setTimeout(() => leaving.abort(), patienceMs);
  try {
    const options = { path: '/graphql', method: 'POST', ...request, signal: leaving.signal } as const;
    const { statusCode, body } = await pool.request(options);
    return { status: statusCode, body: await body.text() };
  } catch {
    return { status: leaving.signal.aborted ? 'left' : 'failed', body: '' };
  } finally {
    clearTimeout(timer);
  }
}
