import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type { AnswerReport } from '../../../rollout/parity/parity-report.types.js';
import { times, withInterval } from '../../../rollout/parity/words.js';
import { agreementAxis, agreementBar } from './bars.js';
import { cardsOf } from './class-cards.js';
import { describeElsewhere } from './words.js';

/** Those that agree more often are in the JSON. */
const MOST_ANSWERS = 12;

/** Whole answers by operation and client, and what differs in them. */
export function answersSection(answers: readonly AnswerReport[]): Markup {
  if (answers.length === 0) return NOTHING;
  const classes = answers.flatMap((one) => one.classes);
  return html`<h3 class="apart">Whole answers</h3>
    <p class="small">One case in ten, as clients got it.</p>
    <div class="card columns">${answers.slice(0, MOST_ANSWERS).map(agreement)}</div>
    ${
      classes.length > 0
        ? html`<h3 class="apart">What differs in them</h3>
            ${cardsOf(classes)}`
        : html`<p class="none">No answer differs.</p>`
    }`;
}

const agreement = (one: AnswerReport): Markup => {
  const { operation, client, parity, n } = one;
  return html`<div class="agreement">
    <p><b>${operation}, ${client}</b> <span>${withInterval(parity)}</span></p>
    ${agreementBar(parity, false)} ${agreementAxis()}
    <p class="small">${times(n)} compared${describeElsewhere(one)}</p>
  </div>`;
};
