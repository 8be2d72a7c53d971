import type { Chance } from './chance.js';
import { stream } from './chance.js';
import { Weighted } from './distributions.js';
import type { RootWords } from './words/root-words.js';
import { DAILY_WORDS } from './words/daily.words.js';
import { HOME_WORDS } from './words/home.words.js';
import { LEISURE_WORDS } from './words/leisure.words.js';
import { WEAR_WORDS } from './words/wear.words.js';

/** One of the 200 leaf categories, with the words of its root. */
export interface Leaf {
  /** 0..199; root index * 10 + place in the root. */
  readonly index: number;
  /** Ids from root to leaf, for example `16_1606`. */
  readonly path: string;
  /** Name of the leaf. */
  readonly name: string;
  /** One product of the leaf, as a noun. */
  readonly product: string;
  readonly root: RootWords;
}

/** Leaves per root. */
const LEAVES_PER_ROOT = 10;

/** The 20 root categories, most common first. */
export const ROOTS: readonly RootWords[] = [0, 1, 2, 3, 4].flatMap((row) =>
  [WEAR_WORDS, DAILY_WORDS, HOME_WORDS, LEISURE_WORDS].flatMap((group) => group[row] ?? []),
);

/** The 200 leaf categories. */
export const LEAVES: readonly Leaf[] = ROOTS.flatMap((root, rootIndex) =>
  root.leaves.map(([name, product], place) => {
    const rootId = 10 + rootIndex;
    const leafId = rootId * 100 + place + 1;
    const index = rootIndex * LEAVES_PER_ROOT + place;
    return { index, path: `${rootId}_${leafId}`, name, product, root };
  }),
);

const rootWeights = Weighted.zipf(ROOTS.length);
const leafWeights = Weighted.zipf(LEAVES_PER_ROOT);
const shopRoot = stream('shop.root');
const itemLeaf = stream('item.leaf');

/** Leaf by index; the index comes from this module, so a miss is a programming error. */
export function leafAt(index: number): Leaf {
  const leaf = LEAVES[index];
  if (leaf === undefined) throw new RangeError(`no leaf category ${index}`);
  return leaf;
}

/** Root category a shop trades in, Zipf 1.0 over the 20 roots: index into ROOTS. */
export function rootOfShop(chance: Chance, shop: number): number {
  return rootWeights.index(chance.unit(shopRoot, shop));
}

/** Leaf category of an item within the root of its shop, Zipf 1.0 over the root's ten leaves. */
export function leafOfItem(chance: Chance, item: number, root: number): Leaf {
  return leafAt(root * LEAVES_PER_ROOT + leafWeights.index(chance.unit(itemLeaf, item)));
}
