import type { LoadChunk } from '../batching/create-loader.js';
import type { Deadline } from '../http/deadline.js';
import { UpstreamError } from '../http/upstream-error.js';
import { failAll } from '../batching/fail-all.js';
import { fail, type Outcome } from './outcome.js';
import type { Lead } from './lead.js';

/**
 * A load that a rollout watches. A fault of our own on the way there is a failure like others: what the path under trial throws,
 * the hops behind it make good. `hasTime`: whether a source that is asked now has enough of its usual time; running out of less
 * is not told to the rollout.
 */
export const ledLoad =
  <V>(load: LoadChunk<V>, lead: Lead, hasTime: (end?: Deadline) => boolean): LoadChunk<V> =>
  async (ids, end) => {
    const startedAt = performance.now();
    const isTelling = hasTime(end) ? isAny : isNoTimeout;
    const outcomes = await load(ids, end).catch((error: unknown) => {
      if (error instanceof UpstreamError) return failAll<V>(ids, error);
      lead.faulted(error);
      return new Map(ids.map((id) => [id, fail('FAULT')]));
    });
    lead.saw([...outcomes.values()].filter(isTelling), performance.now() - startedAt);
    return outcomes;
  };

const isAny = () => true;

const isNoTimeout = (outcome: Outcome<unknown>): boolean =>
  outcome.kind !== 'fail' || outcome.cls !== 'TIMEOUT';
