import { between } from './chance.js';
import type { Answer, Coordinate, Item, Page, Values } from './world.js';

type Chance = () => number;

/** What two sound answers may differ in: clocks, traces, equals in another order. */
export function withNoise<C extends Coordinate>(
  coordinate: C,
  answers: readonly Answer<Values[C]>[],
  chance: Chance,
): readonly Answer<Values[C]>[] {
  const change = NOISE[coordinate];
  if (!change) return answers;
  return answers.map((answer) => ('value' in answer ? { value: change(answer.value, chance) } : answer));
}

const NOISE: { readonly [C in Coordinate]?: (value: Values[C], chance: Chance) => Values[C] } = {
  'Product.pricing': (pricing, chance) =>
    pricing && { ...pricing, asOf: pricing.asOf + between(chance, -30_000, 30_000), stale: chance() < 0.5 },
  'FeedEdge.tracking': (tracking, chance) => ({
    ...tracking,
    pvid: `pv-${between(chance, 1, 1e9)}`,
    algoTrace: chance() < 0.1 ? null : `t-${between(chance, 1, 1e9)}`,
  }),
  'Query.feed': (page, chance) => ({ ...page, items: tiesSwapped(page, chance) }),
};

/** Neighbours that are ranked, and the last one with what stands on no page, change places. */
function tiesSwapped({ items }: Page, chance: Chance): readonly Item[] {
  const swapped = [...items];
  for (let at = 0; at + 1 < swapped.length; at += 1) {
    const [one, next] = [swapped[at], swapped[at + 1]];
    if (!one || !next || one.pinnedAt !== null || next.pinnedAt !== null || chance() > 0.2) continue;
    swapped[at] = next;
    swapped[at + 1] = one;
    at += 1;
  }
  const last = swapped.at(-1);
  if (last && chance() < 0.2) swapped[swapped.length - 1] = { ...last, id: `${last.id}x` };
  return swapped;
}
