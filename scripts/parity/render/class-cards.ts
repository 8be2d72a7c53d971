import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type { Exemplar } from '../../../rollout/parity/parity-figures.js';
import type { ClassReport, CoordinateReport } from '../../../rollout/parity/parity-report.types.js';
import { percent, times } from '../../../rollout/parity/words.js';
import { rateBars } from './bars.js';
import { endOf } from './scale.js';
import { describeNoise, NOT_COUNTED } from './words.js';

/** Rarer ones are in the JSON. */
const MOST_CARDS = 18;

/** What differs, one small picture each, all on one scale. */
export function classCards(coordinates: readonly CoordinateReport[]): Markup {
  const all = coordinates.flatMap(({ classes }) => classes);
  return all.length === 0
    ? html`<p class="none">Nothing differs.</p>`
    : html`<h3 class="apart">What differs</h3>
        ${cardsOf(all)}`;
}

/** The most frequent ones of some classes, those of time last. */
export function cardsOf(classes: readonly ClassReport[]): Markup {
  const weight = (one: ClassReport): number => (isCounted(one) ? one.rate.share : -1);
  const all = classes.toSorted((a, b) => weight(b) - weight(a));
  const end = endOf(Math.max(0, ...all.filter(isCounted).map(({ rate }) => rate.high)));
  return html`<div class="classes">${all.slice(0, MOST_CARDS).map((one) => classCard(one, end))}</div>
    ${all.length > MOST_CARDS ? html`<p class="small">and ${all.length - MOST_CARDS} rarer ones</p>` : NOTHING}`;
}

const isCounted = (one: ClassReport): boolean => one.class !== 'latency';

const classCard = (one: ClassReport, end: number): Markup =>
  html`<article>
    <h4><span class="class">${one.class}</span> ${one.at}</h4>
    <p><b>${percent(one.rate.share)}</b> ${times(one.rate.count)} of ${times(one.rate.total)}</p>
    ${isCounted(one) ? rateBars(one.rate, one.noise, end) : NOTHING}
    <p class="small">${isCounted(one) ? describeNoise(one) : NOT_COUNTED}</p>
    ${one.exemplars.length > 0 ? sideBySide(one.exemplars) : NOTHING}
  </article>`;

const sideBySide = (exemplars: readonly Exemplar[]): Markup =>
  html`<table>
    <thead>
      <tr>
        <th scope="col">Control</th>
        <th scope="col">Treatment</th>
      </tr>
    </thead>
    <tbody>
      ${exemplars.map(
        ({ operation, served, candidate }) =>
          html`<tr>
            <td title="${operation}">${served}</td>
            <td>${candidate}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
