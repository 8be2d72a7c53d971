import type { HeapSummary } from './heap-summary.js';

/** A class of which every snapshot holds more than the one before. */
export interface GrowingClass {
  readonly name: string;
  /** Instances, snapshot by snapshot. */
  readonly counts: readonly number[];
  /** Bytes that the last snapshot has more than the first. */
  readonly addedBytes: number;
}

/** Less than this, or less than this share, is what timers and connections differ by from one moment to the next. */
const LEAST_INSTANCES = 20;
const LEAST_SHARE = 0.01;

/** What the engine keeps for itself: code that it goes on compiling, shapes of objects and how they change. */
const OF_THE_ENGINE = /^(code|hidden|object shape)\b/;

/** The classes that grow from each snapshot to the next, those that took most memory first; the engine's own are left out. */
export function growingClasses(snapshots: readonly HeapSummary[]): readonly GrowingClass[] {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (!first || !last || first === last) throw new RangeError('growth is seen between snapshots');
  return [...last.keys()]
    .filter((name) => !OF_THE_ENGINE.test(name))
    .map((name) => ({
      name,
      counts: snapshots.map((snapshot) => snapshot.get(name)?.count ?? 0),
      addedBytes: (last.get(name)?.bytes ?? 0) - (first.get(name)?.bytes ?? 0),
    }))
    .filter(({ counts }) => alwaysGrow(counts))
    .sort((a, b) => b.addedBytes - a.addedBytes);
}

function alwaysGrow(counts: readonly number[]): boolean {
  const [first = 0] = counts;
  const added = (counts.at(-1) ?? 0) - first;
  if (added < Math.max(LEAST_INSTANCES, first * LEAST_SHARE)) return false;
  return counts.every((count, at) => at === 0 || count > (counts[at - 1] ?? 0));
}
