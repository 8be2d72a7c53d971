import type { StepResult } from '../step-result.js';
import { tallyOf } from '../tally.js';
import {
  describeFields,
  describeRecovery,
  describeShares,
  describeTimes,
  originShares,
  percent,
  tierShares,
} from '../words.js';
import { html, type Markup } from '../../shared/report/markup.js';
import { anchorOf } from './step-section.js';

/** Rarer rows stand at their step. */
const LEAST_SHARE = 0.2;
const HEADINGS = [
  'Step',
  'Requests',
  'Full pages',
  'Tier',
  'Prices',
  'Stock',
  'p50 / p99 ms',
  'Back after',
  'From elsewhere',
];

/** All steps in one table. */
export const renderOverview = (results: readonly StepResult[]): Markup =>
  html`<div class="wide" tabindex="0" role="region" aria-label="All steps in a table">
    <table class="overview">
      <thead>
        <tr>
          ${HEADINGS.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${results.map(renderRow)}
      </tbody>
    </table>
  </div>`;

function renderRow(result: StepResult, index: number): Markup {
  const tally = tallyOf(result);
  const { requests, pages, fullPages } = tally;
  const isFull = pages === fullPages;
  return html`<tr>
    <th scope="row"><a href="#${anchorOf(index)}">${result.title}</a></th>
    <td>${requests}</td>
    <td class="${isFull ? 'good' : 'bad'}">
      ${isFull ? '✓' : '✗'} ${percent(fullPages / Math.max(1, pages))}
    </td>
    <td>${describeShares(tierShares(tally.tiers), 'nothing asked')}</td>
    <td>${describeShares(originShares(tally.prices), 'no products')}</td>
    <td>${describeShares(originShares(tally.stock), 'no products')}</td>
    <td>${describeTimes(tally)}</td>
    <td>${describeRecovery(result)}</td>
    <td>${describeFields(tally.degraded.filter(({ share }) => share >= LEAST_SHARE))}</td>
  </tr>`;
}
