import type { StepResult } from '../step-result.js';
import { tallyOf, type DegradedField, type Tally } from '../tally.js';
import {
  describeRecovery,
  describeShares,
  describeTimes,
  grouped,
  originShares,
  percent,
  tierShares,
} from '../words.js';
import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import { drawPhone } from './phone.js';
import { drawStrip } from './strip.js';

/** Anchor of a step, by its place in the drill. */
export const anchorOf = (index: number): string => `step-${index}`;

/** A step with its bars, its figures, and the page as it was. */
export function renderStep(result: StepResult, index: number): Markup {
  const tally = tallyOf(result);
  const { pages, fullPages } = tally;
  return html`<article id="${anchorOf(index)}">
    <div>
      <h3>${result.title}</h3>
      <p class="${fullPages === pages ? 'good' : 'bad'}">
        ${fullPages === pages ? '✓' : '✗'} ${grouped(fullPages)} of ${grouped(pages)} pages full
      </p>
      ${drawStrip(result)} ${renderFacts(result, tally)} ${renderFields(tally.degraded)}
    </div>
    ${drawPhone(result)}
  </article>`;
}

function renderFacts(result: StepResult, tally: Tally): Markup {
  const { reads, unavailable, failedReads } = tally;
  const byId = [
    `${reads - unavailable - failedReads} of ${reads} read`,
    ...(unavailable > 0 ? [`${unavailable} said to be unavailable`] : []),
    ...(failedReads > 0 ? [`${failedReads} failed`] : []),
  ];
  const facts = [
    ['Tier', describeShares(tierShares(tally.tiers), 'nothing asked')],
    ['Prices', describeShares(originShares(tally.prices), 'no products')],
    ['Stock', describeShares(originShares(tally.stock), 'no products')],
    ['p50 / p99', `${describeTimes(tally)} ms`],
    ['As usual again', describeRecovery(result)],
    ['By id', byId.join(', ')],
  ] as const;
  return html`<dl>
    ${facts.map(
      ([name, fact]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${fact}</dd>
        </div>`,
    )}
  </dl>`;
}

function renderFields(fields: readonly DegradedField[]): Markup {
  if (fields.length === 0) return NOTHING;
  return html`<details>
    <summary>${fields.length === 1 ? 'One field' : `${fields.length} fields`} from elsewhere</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">From</th>
          <th scope="col">Because</th>
          <th scope="col">Pages</th>
        </tr>
      </thead>
      <tbody>
        ${fields.map(
          ({ coordinate, source, reasons, share }) =>
            html`<tr>
              <th scope="row">${coordinate}</th>
              <td>${source}</td>
              <td>${reasons.join(', ')}</td>
              <td>${percent(share)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}
