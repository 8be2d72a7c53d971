import type { Leaf } from './categories.js';
import { stream } from './chance.js';
import { itemTitle } from './items.js';
import type { World } from './world.js';

type Template = (words: { leaf: string; product: string; short: string }) => string;

const GENERAL: readonly Template[] = [
  ({ leaf }) => `Three ways to choose ${leaf}`,
  ({ product }) => `One week with this ${product}`,
  ({ short }) => `${short}: worth it?`,
  ({ short }) => `Unboxing: ${short}`,
  ({ leaf }) => `${leaf} under 100: what you get`,
  ({ product }) => `The ${product} everyone asks about`,
  ({ leaf }) => `Before & after: better ${leaf}`,
  ({ short }) => `${short}, tested for a month`,
  ({ leaf }) => `What nobody tells you about ${leaf}`,
  ({ product }) => `Is this the last ${product} you buy?`,
  ({ leaf }) => `Do's & don'ts with ${leaf}`,
  ({ short }) => `Up close: ${short}`,
];

const template = stream('video.title');
const tag = stream('video.tag');
const TAGS = [
  'new',
  'daily',
  'howto',
  'review',
  'gift',
  'autumn',
  'small-space',
  'budget',
  'behind-the-scenes',
];

/** Title of a video about a category, and about its primary product where it has one. */
export function videoTitle(world: World, video: number, leaf: Leaf, item: number | undefined): string {
  const short = item === undefined ? `${leaf.name} of the week` : itemTitle(world, item).shortTitle;
  const write = world.chance.pick(GENERAL, template, video);
  return write({ leaf: leaf.name.toLowerCase(), product: leaf.product, short }).replace(/^./, (letter) =>
    letter.toUpperCase(),
  );
}

/** Zero to three tags, the root category among them. */
export function videoTags(world: World, video: number, leaf: Leaf): string[] {
  const count = world.chance.below(4, tag, video);
  const root = leaf.root.name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const free = Array.from({ length: count }, (_, index) => world.chance.pick(TAGS, tag, video, index + 1));
  return count === 0 ? [] : [...new Set([root, ...free])].slice(0, count);
}
