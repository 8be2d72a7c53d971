import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '../app.js';
import type { LiveRollout } from '../rollout/live-rollout.js';

/** What is too old is read anew for so long (ms); if that is too short, the next invocation has it. */
const MOST_REFRESH_MS = 20;

/**
 * Answers as a function does, which stands still between its answers: timers have not run since the last one, and nothing is
 * done after this one.
 */
export function asInvocations(inject: App['inject'], rollout: LiveRollout): App['inject'] {
  return async (request) => {
    void rollout.shadowing?.recorder?.shipFull();
    await rollout.refreshIfOld(MOST_REFRESH_MS);
    const answer = await inject(request);
    await nextTurn(); // the books of the request are closed in the turn that its answer ends
    await rollout.shadowing?.recorder?.settled();
    return answer;
  };
}
