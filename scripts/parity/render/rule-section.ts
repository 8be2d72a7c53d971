import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type {
  Condition,
  CoordinateReport,
  RuleReport,
  SliceReport,
} from '../../../rollout/parity/parity-report.types.js';
import { percent, times, withInterval } from '../../../rollout/parity/words.js';
import { agreementAxis, agreementBar } from './bars.js';
import { classCards } from './class-cards.js';
import { answersSection } from './answers-section.js';
import { hourStrip } from './hour-strip.js';
import { rankedTable } from './ranked-table.js';
import { describeDropped, lackingOnes, sharedOnes, TIMED_OUT, timedOut } from './not-compared.js';
import {
  describeFailed,
  describePaths,
  describePeriod,
  isMeasuredOnly,
  measuresOnly,
  pagesOf,
  SIGNS,
  VERDICTS,
} from './words.js';

/** Rarer ones are in the JSON. */
const MOST_SLICES = 12;

/** Anchor of a rule; ids have no characters that an address would not take. */
export const anchorOf = (id: string): string => `rule-${id}`;

/** Everything about one rule. */
export function ruleSection(id: string, rule: RuleReport): Markup {
  const { gate, coordinates, operations, clients, firstAt, lastAt, hours } = rule;
  const n = operations.reduce((sum, one) => sum + one.n, 0);
  return html`<section id="${anchorOf(id)}">
    <h2>
      <span class="sign ${gate.verdict}" aria-hidden="true">${SIGNS[gate.verdict]}</span> ${id}:
      ${VERDICTS[gate.verdict]}
    </h2>
    <p class="facts">${describePaths(rule)}. ${describePeriod(n, firstAt, lastAt)}</p>
    ${[describeDropped(rule), timedOut(rule) ? TIMED_OUT : null].map((one) => (one === null ? NOTHING : html`<p class="hint">${one}.</p>`))}
    ${reproducer(coordinates)}
    <div class="columns">
      <div class="card">
        <h3>How often both sides agree</h3>
        ${sharedOnes(rule).map(agreement)} ${measuresOnly(rule) ? NOTHING : agreementAxis()}
        ${lackingOnes(rule).map((one) => html`<p class="small"><b>${one}</b> not compared: LEGACY knows none</p>`)}
        ${hourStrip(hours)}
      </div>
      <div class="card">
        <h3>The gate</h3>
        ${conditions(gate.conditions)}
      </div>
    </div>
    ${coordinates.map(rankedTable)} ${classCards(coordinates)} ${answersSection(rule.answers)}
    <div class="columns">
      ${slices('Operations', operations, measuresOnly(rule))}
      ${slices('Clients', clients, measuresOnly(rule))} ${beside(rule)}
    </div>
  </section>`;
}

/** What differs most often, as one example. */
function reproducer(coordinates: readonly CoordinateReport[]): Markup {
  const [worst] = coordinates
    .filter((one) => one.reproducer !== null)
    .toSorted((a, b) => a.parity.share - b.parity.share);
  if (!worst?.reproducer) return NOTHING;
  const { operation, at, served, candidate } = worst.reproducer;
  return html`<figure class="example">
    <div><small>control</small><b>${served}</b></div>
    <div><small>treatment</small><b>${candidate}</b></div>
    <figcaption>${at} in ${operation}, the difference that is met most often</figcaption>
  </figure>`;
}

function agreement(one: CoordinateReport): Markup {
  const { coordinate, isGated, parity, rawParity, ignoredShare, ranked, n } = one;
  const failed = describeFailed(one);
  const words = [
    isMeasuredOnly(one) ? `${pagesOf(n)}, measured below` : `${times(n)} compared`,
    ...(ranked && !isMeasuredOnly(one) ? ['ranked: measured below'] : []),
    ...(ignoredShare > 0 ? [`${withInterval(rawParity)} with nothing ignored`] : []),
    ...(failed === null ? [] : [failed]),
  ];
  return html`<div class="agreement">
    <p><b>${coordinate}</b> <span>${isMeasuredOnly(one) ? 'measured only' : withInterval(parity)}</span></p>
    ${isMeasuredOnly(one) ? NOTHING : agreementBar(parity, isGated && !ranked)}
    <p class="small">${words.join('; ')}</p>
  </div>`;
}

/** What is met is folded away where something is not. */
function conditions(all: readonly Condition[]): Markup {
  const [met, unmet] = [all.filter((one) => one.met), all.filter((one) => !one.met)];
  const list = (some: readonly Condition[]): Markup =>
    html`<ul class="conditions">
      ${some.map(conditionItem)}
    </ul>`;
  if (unmet.length === 0) return list(met);
  return html`${list(unmet)}
    <details>
      <summary>${met.length} conditions are met</summary>
      ${list(met)}
    </details>`;
}

const conditionItem = ({ name, met, open, figure, wanted }: Condition): Markup => {
  const verdict = met ? 'met' : open ? 'too-little-data' : 'mismatch';
  return html`<li>
    <span class="sign ${verdict}" role="img" aria-label="${met ? 'met' : open ? 'open' : 'not met'}"
      >${SIGNS[verdict]}</span
    >
    <span class="name">${name}</span> <span class="figure">${figure}</span>
    <span class="wanted">${wanted}</span>
  </li>`;
};

function slices(title: string, all: readonly SliceReport[], isMeasured: boolean): Markup {
  const rarer = all.length - MOST_SLICES;
  return html`<div class="card">
    <h3>${title}</h3>
    ${all.slice(0, MOST_SLICES).map((one) => slice(one, isMeasured))}
    ${isMeasured ? NOTHING : agreementAxis()}
    ${rarer > 0 ? html`<p class="small">and ${rarer} ${isMeasured ? 'more' : 'that agree more often'}</p>` : NOTHING}
  </div>`;
}

const slice = ({ name, parity, n }: SliceReport, isMeasured: boolean): Markup =>
  isMeasured
    ? html`<p class="small"><b>${name}</b> ${pagesOf(n)}</p>`
    : html`<div class="agreement">
        <p>
          <b>${name}</b>
          <span>${n === 0 ? 'nothing compared' : `${percent(parity.share)} of ${times(n)}`}</span>
        </p>
        ${agreementBar(parity, false)}
      </div>`;

function beside({ coverage, dropped }: RuleReport): Markup {
  const reasons = Object.entries(dropped).toSorted(([, a], [, b]) => b - a);
  return html`<div class="card">
    <h3>Coverage</h3>
    ${
      coverage
        ? html`<p>${coverage.compared} of ${coverage.reachable} places that committed operations select</p>
            <ul class="plain">
              ${coverage.missing.map(({ operation, coordinate }) => html`<li>${operation}: ${coordinate} not compared</li>`)}
            </ul>`
        : html`<p>Not known: nobody said which operations are committed.</p>`
    }
    <h3>Not compared</h3>
    <ul class="plain">
      ${reasons.length > 0 ? reasons.map(([reason, count]) => html`<li>${reason}: ${times(count)}</li>`) : html`<li>none</li>`}
    </ul>
  </div>`;
}
