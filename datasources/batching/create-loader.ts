import pLimit, { type LimitFunction } from 'p-limit';
import { fail, type Outcome } from '../chain/outcome.js';
import type { Deadline } from '../http/deadline.js';
import { chunk } from './chunk.js';
import { failAll } from './fail-all.js';
import { OpenBatch } from './open-batch.js';

/** Chunks that one loader may have in flight at a time. */
export const PARALLEL_CHUNKS = 4;
/** Most ids that one request collects into one batch; beyond it a second batch starts. */
export const MAX_IDS = 500;

/** Loads a chunk of distinct ids, by the earliest end that was asked for. */
export type LoadChunk<V> = (
  ids: readonly string[],
  end: Deadline | undefined,
) => Promise<ReadonlyMap<string, Outcome<V>>>;

/** A request's view of one source: each id is asked for once, and once settled it is read without a promise. */
export interface Loader<V> {
  /** What was said of an id that is settled; undefined while it is not. */
  settled(id: string): Outcome<V> | undefined;
  /**
   * Begins to ask for those ids that nobody has asked for; undefined when all are settled, else a promise of that, shared by all
   * who wait for one batch. `end`: when whoever asks has to go on; a batch that several wait for keeps the earliest.
   */
  ask(ids: readonly string[], end?: Deadline): Promise<unknown> | undefined;
  /** Settles an id that another answer brought along; one that is settled already stays as it is. */
  know(id: string, outcome: Outcome<V>): void;
}

/**
 * The batching of one source for one request: ids asked for in one turn become one batch; a batch above the source's limit
 * is chunked. A failed chunk fails its own ids only; a programmer's error is not caught.
 */
export function createLoader<V>(
  maxBatch: number,
  load: LoadChunk<V>,
  /** Told what came of each chunk, failures too. */
  learn: (outcomes: ReadonlyMap<string, Outcome<V>>) => void,
): Loader<V> {
  const settled = new Map<string, Outcome<V>>();
  const waiting = new Map<string, Promise<void>>();
  let open: OpenBatch | undefined;
  let limit: LimitFunction | undefined; // made for the first batch that needs it: most requests have none

  async function loadChunk(ids: readonly string[], end: Deadline | undefined): Promise<void> {
    const outcomes = await load(ids, end).catch((error: unknown) => failAll<V>(ids, error));
    for (const id of ids) {
      settled.set(id, outcomes.get(id) ?? fail('MISSING'));
      waiting.delete(id);
    }
    learn(outcomes);
  }

  async function send(ids: readonly string[], end: Deadline | undefined): Promise<void> {
    open = undefined;
    const chunks = chunk(ids, maxBatch);
    if (chunks.length > PARALLEL_CHUNKS) limit ??= pLimit(PARALLEL_CHUNKS);
    await Promise.all(chunks.map((part) => (limit ? limit(loadChunk, part, end) : loadChunk(part, end))));
  }

  /** The batch that an id is in: the one under way that has it, else the one that is open. */
  function join(id: string, end: Deadline | undefined): Promise<void> {
    const under = waiting.get(id);
    if (under) return under;
    if (!open || open.size >= MAX_IDS) open = new OpenBatch(send);
    open.add(id, end);
    waiting.set(id, open.done);
    return open.done;
  }

  return {
    settled: (id) => settled.get(id),
    ask(ids, end) {
      let first: Promise<void> | undefined;
      const others = new Set<Promise<void>>();
      for (const id of ids) {
        if (settled.has(id)) continue;
        const batch = join(id, end);
        first ??= batch;
        if (batch !== first) others.add(batch);
      }
      return others.size > 0 ? Promise.all([first, ...others]) : first;
    },
    know(id, outcome) {
      if (!settled.has(id)) settled.set(id, outcome);
    },
  };
}
