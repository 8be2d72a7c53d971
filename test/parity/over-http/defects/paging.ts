import { defectsIn, type HttpDefect } from '../defect.js';
import type { Damage } from '../support/damaging-proxy.js';
import { A_PAGE } from '../support/looks.js';
import { FEED, FORMER_FEED } from '../support/scenes.js';
import { inAnswer } from '../support/spoil.js';

/** Changes the cards of the Java feed. */
const inCards = (change: (cards: readonly object[]) => readonly object[]) =>
  inAnswer(({ data }) => ({ data: { ...data, resultList: change(data.resultList as object[]) } }));

/** Of a viewer's two pages, the second: Java is asked alike for both, since its pages are longer. */
function inSecondCall(damage: Damage): Damage {
  let calls = 0;
  return (...call) => ((calls += 1) % 2 === 0 ? damage(...call) : null);
}

/** Pages that begin or end at the wrong place. */
export const PAGING: readonly HttpDefect[] = [
  ...defectsIn('paging', FEED, [
    [
      'counts the places of a list from 1',
      'Query.feed.items[] missing',
      { ALGORITHM: inAnswer(({ items }) => ({ items: items.slice(1) })) },
    ],
    [
      'begins with the second page',
      'Query.feed.items[] extra',
      { ALGORITHM: inAnswer(({ items }) => ({ items: items.slice(A_PAGE) })) },
    ],
  ]),
  ...defectsIn('paging', FORMER_FEED, [
    [
      'makes pages one item short',
      'Query.feed.items count',
      { LEGACY: inCards((cards) => cards.slice(0, A_PAGE - 1)) },
    ],
    [
      'skips an item between pages',
      'Query.feed.items[] missing',
      { LEGACY: inSecondCall(inCards((cards) => cards.toSpliced(A_PAGE, 1))) },
    ],
  ]),
];
