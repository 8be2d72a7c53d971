import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type { Exemplar } from '../../../rollout/parity/parity-figures.js';
import type { ClassReport, CoordinateReport } from '../../../rollout/parity/parity-report.types.js';
import { percent, times } from '../../../rollout/parity/words.js';
import { rateBars } from './bars.js';
import { describeNet } from './words.js';

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

/** The most frequent ones of some classes. */
export function cardsOf(classes: readonly ClassReport[]): Markup {
  const all = classes.toSorted((a, b) => b.rate.share - a.rate.share);
  return html`<div class="classes">${all.slice(0, MOST_CARDS).map(classCard)}</div>
    ${all.length > MOST_CARDS ? html`<p class="small">and ${all.length - MOST_CARDS} rarer ones</p>` : NOTHING}`;
}

const classCard = ({ at, class: cls, rate, noise, net, exemplars }: ClassReport): Markup =>
  html`<article>
    <h4><span class="class">${cls}</span> ${at}</h4>
    <p>
      <b>${percent(rate.share)}</b> ${times(rate.count)} of ${times(rate.total)}; noise
      ${percent(noise.share)}
    </p>
    ${rateBars(rate, noise)}
    <p class="small">net ${describeNet(net)}</p>
    ${exemplars.length > 0 ? sideBySide(exemplars) : NOTHING}
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
