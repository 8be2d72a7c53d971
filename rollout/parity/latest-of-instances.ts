import type { InstanceFigures } from './parity-figures.js';

/** Figures of every instance once: those that were read last, which hold what was counted before. */
export function latestOfInstances(all: readonly InstanceFigures[]): readonly InstanceFigures[] {
  const latest = new Map<string, InstanceFigures>();
  for (const figures of all) {
    const { id, at } = figures.instance;
    if (at >= (latest.get(id)?.instance.at ?? -Infinity)) latest.set(id, figures);
  }
  return [...latest.values()];
}
