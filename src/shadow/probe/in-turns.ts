import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../../../rollout/comparing/worklist.js';

/** Of the 5 ms that comparing may take of one turn; the last step may take a little longer. */
const TURN_MS = 2;

/** Does all steps, a few in each turn of the loop. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let until = performance.now() + TURN_MS;
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() < until) continue;
    await nextTurn();
    until = performance.now() + TURN_MS;
  }
}
