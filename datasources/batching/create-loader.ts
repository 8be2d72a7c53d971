import DataLoader from 'dataloader';
import pLimit, { type LimitFunction } from 'p-limit';
import { fail, type Outcome } from '../chain/outcome.js';
import type { Deadline } from '../http/deadline.js';
import { chunk } from './chunk.js';
import { failAll } from './fail-all.js';

/** Chunks that one loader may have in flight at a time. */
const PARALLEL_CHUNKS = 4;
/** Most ids that one request collects into one batch; beyond it a second batch starts. */
const MAX_IDS = 500;

/** Loads a chunk of distinct ids, by the earliest end that was asked for. */
export type LoadChunk<V> = (
  ids: readonly string[],
  end: Deadline | undefined,
) => Promise<ReadonlyMap<string, Outcome<V>>>;

/** An id on its way into a batch. */
interface Key {
  readonly id: string;
  readonly end: Deadline | undefined;
}

/** A request's view of one source: each id is asked for once, and once settled it is read without a promise. */
export interface Loader<V> {
  /** `end`: when whoever asks has to go on; a batch that several wait for keeps the earliest. */
  load(id: string, end?: Deadline): Outcome<V> | Promise<Outcome<V>>;
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
  let limit: LimitFunction | undefined; // made for the first batch that needs it: most requests have none

  async function loadChunk(keys: readonly Key[]): Promise<void> {
    const ids = keys.map(({ id }) => id);
    const outcomes = await load(ids, earliestEnd(keys)).catch((error: unknown) => failAll<V>(ids, error));
    for (const id of ids) settled.set(id, outcomes.get(id) ?? fail('MISSING'));
    learn(outcomes);
  }

  const pending = new DataLoader<Key, Outcome<V>, string>(
    async (keys) => {
      const chunks = chunk(keys, maxBatch);
      if (chunks.length > PARALLEL_CHUNKS) limit ??= pLimit(PARALLEL_CHUNKS);
      await Promise.all(chunks.map((part) => (limit ? limit(loadChunk, part) : loadChunk(part))));
      return keys.map(({ id }) => settled.get(id) ?? fail('MISSING'));
    },
    { maxBatchSize: MAX_IDS, cacheKeyFn: ({ id }) => id },
  );
  return {
    load: (id, end) => settled.get(id) ?? pending.load({ id, end }),
    know(id, outcome) {
      if (!settled.has(id)) settled.set(id, outcome);
    },
  };
}

function earliestEnd(keys: readonly Key[]): Deadline | undefined {
  let earliest: Deadline | undefined;
  for (const { end } of keys) if (end && end !== earliest) earliest = earliest?.earlier(end) ?? end;
  return earliest;
}
