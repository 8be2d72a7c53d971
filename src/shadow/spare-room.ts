import type { Guarding } from '../../datasources/guard/guarding.js';
import type { Load } from '../server/shedding.js';

const MOST_SHARE = 0.5;
const MOST_LOOP_MS = 20;

/** Whether a process has room for what nobody waits for: it is half idle, punctual, and all of its upstreams are well. */
export function hasSpareRoom({ share, loopMs }: Load, guards: Guarding): boolean {
  if (share > MOST_SHARE || loopMs > MOST_LOOP_MS) return false;
  return (guards.state?.().sources ?? []).every(({ breaker }) => breaker !== 'open');
}
