import type { Arms } from '../../../datasources/chain/arms.js';
import type { Start } from '../../../datasources/chain/lead.js';
import type { Declared } from '../../../src/explain/declared.js';
import { table } from './markdown-table.js';

const COMPARED: Readonly<Record<Arms['compared'], string>> = {
  'ranked list': 'ranked list',
  exact: 'exact values',
  nothing: 'not compared: one side has nothing',
};

/** What rules of a rollout may move, from what is declared. */
export const rolloutPart = ({
  arms,
  lists,
}: Pick<Declared, 'arms' | 'lists'>): string => `## What a rollout can move

A [rule](rollout.md) moves these coordinates, those of a row together, and no others. A path says where the chain above starts.
One that starts at its owner goes on as above; one that starts at LEGACY goes on with memory and never with the owner, and is
not degraded as long as LEGACY answers. Control is what everybody is on while rules are wanted and none could be read.

${table(
  ['Coordinates', 'Control starts at', 'Treatment starts at', 'Compared as'],
  arms
    .toSorted((a, b) => (String(a.armed[0]) < String(b.armed[0]) ? -1 : 1))
    .map((group) => [
      group.armed.map((coordinate) => `\`${coordinate}\``).join(', '),
      ...Object.entries(group.starts).map(([path, start]) => `\`${path}\`: ${startOf(group, start, lists)}`),
      COMPARED[group.compared],
    ]),
)}`;

/** The source that is asked first, or the tier of a list. */
function startOf({ armed, sourceOf }: Arms, start: Start, lists: Declared['lists']): string {
  if (start === 'end') return 'its end, nobody is asked';
  const source = sourceOf(start);
  if (source) return `\`${source.id}\``;
  const list = lists.find(({ coordinate }) => armed.includes(coordinate));
  const tier = list?.tiers[start === 'primary' ? 0 : 1];
  if (!tier) throw new Error(`${armed.join(', ')}: nothing is declared that a path could start at`);
  return `tier ${tier.name}`;
}
