import type { FaultContext } from './effect.js';
import { numberArg } from './effect.js';
import type { Entry } from './records.js';

/** Splits records into those a fault hits and the rest: the fault's ids, else every `every`-th from the first on. */
export function splitTargets(
  entries: readonly Entry[],
  context: FaultContext,
  defaultEvery: number,
): { hit: Entry[]; spared: Entry[] } {
  const every = Math.max(1, numberArg(context, 'every', defaultEvery));
  const isHit = (entry: Entry, index: number): boolean => {
    return context.ids === null ? index % every === 0 : context.ids.includes(entry.id);
  };
  return {
    hit: entries.filter(isHit),
    spared: entries.filter((entry, index) => !isHit(entry, index)),
  };
}
