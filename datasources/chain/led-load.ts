import type { LoadChunk } from '../batching/create-loader.js';
import { UpstreamError } from '../http/upstream-error.js';
import { failAll } from '../batching/fail-all.js';
import { fail } from './outcome.js';
import type { Lead } from './lead.js';

/**
 * A load that a rollout watches. A fault of our own on the way there is a failure like others: what the path under trial throws,
 * the hops behind it make good.
 */
export const ledLoad =
  <V>(load: LoadChunk<V>, lead: Lead): LoadChunk<V> =>
  async (ids, end) => {
    const startedAt = performance.now();
    const outcomes = await load(ids, end).catch((error: unknown) => {
      if (error instanceof UpstreamError) return failAll<V>(ids, error);
      lead.faulted(error);
      return new Map(ids.map((id) => [id, fail('FAULT')]));
    });
    lead.saw(outcomes.values(), performance.now() - startedAt);
    return outcomes;
  };
