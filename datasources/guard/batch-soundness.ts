import type { Outcome } from '../chain/outcome.js';
import { isRated } from './failure-policy.js';

/** Share of failed keys above which the call itself has failed. */
const TOLERATED = 0.2;

/** Whether a batch answer speaks for its service: at most a fifth of the keys asked for failed in a way it is to blame for. */
export function isSoundBatch<V>(ids: readonly string[], outcomes: ReadonlyMap<string, Outcome<V>>): boolean {
  const failed = ids.filter((id) => {
    const outcome = outcomes.get(id);
    return outcome === undefined || (outcome.kind === 'fail' && isRated(outcome.cls));
  });
  return failed.length <= ids.length * TOLERATED;
}
