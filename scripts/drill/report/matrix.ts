import { titleOfForm, type Form } from '../step.js';
import type { StepResult } from '../step-result.js';
import { tallyOf } from '../tally.js';
import { describeGreatest, percent, tierShares } from '../words.js';
import { html, type Markup } from '../../shared/report/markup.js';
import { anchorOf } from './step-section.js';
import { drawBars } from './strip.js';

/** What was broken, and how, in one table: each cell says whether pages stayed full, and leads to its step. */
export function renderMatrix(results: readonly StepResult[]): Markup {
  const forms = [...new Set(results.flatMap(({ form }) => form ?? []))];
  const targets = [...new Set(results.flatMap(({ target }) => target ?? []))];
  return html`<div class="wide">
    <table class="matrix">
      <colgroup>
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Upstream</th>
          ${forms.map((form) => html`<th scope="col">${titleOfForm(form)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${targets.map(
          (target) =>
            html`<tr>
              <th scope="row">${target}</th>
              ${forms.map((form) => renderCell(results, target, form))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function renderCell(results: readonly StepResult[], target: string, form: Form): Markup {
  const index = results.findIndex((result) => result.target === target && result.form === form);
  const result = results[index];
  if (!result) return html`<td></td>`;
  const { pages, fullPages, tiers } = tallyOf(result);
  const isFull = pages === fullPages;
  return html`<td>
    <a href="#${anchorOf(index)}">
      <b class="${isFull ? 'good' : 'bad'}"
        >${isFull ? '✓' : '✗'} ${percent(fullPages / Math.max(1, pages))}</b
      >
      <small>${describeGreatest(tierShares(tiers), 'nothing asked')}</small>
      ${drawBars(result)}
    </a>
  </td>`;
}
