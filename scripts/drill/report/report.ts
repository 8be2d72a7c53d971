import { REQUESTS_PER_SECOND } from '../load.js';
import type { StepResult } from '../step-result.js';
import { titleOfForm } from '../step.js';
import type { DrillVerdict } from '../verdict.js';
import { reportDocument } from '../../shared/report/document.js';
import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import { renderMatrix } from './matrix.js';
import { renderOverview } from './overview.js';
import { renderStep } from './step-section.js';
import { STYLES } from './styles.js';

/** What a report is made from. */
export interface ReportParts {
  readonly results: readonly StepResult[];
  readonly verdict: DrillVerdict;
  /** Origin of the gateway. */
  readonly url: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Length of each fault, ms. */
  readonly stepMs: number;
}

const LEGEND: readonly (readonly [name: string, text: string])[] = [
  ['tier-primary', 'a full page, made as usual'],
  ['tier-legacy', 'full, from the legacy feed'],
  ['tier-cdn_snapshot', 'full, from the snapshot'],
  ['tier-built_in', 'full, from the packaged list'],
  ['elsewhere', 'cap: fields that came from elsewhere; it grows with their number'],
  ['not-full', 'not full'],
];

/** The report as one HTML document that asks for nothing else: no scripts, no pictures, no fonts. */
export function renderReport({ results, verdict, url, startedAt, stepMs }: ReportParts): string {
  const [headline = '', ...lines] = verdict.lines;
  return reportDocument({
    title: `Drill: ${headline}`,
    styles: STYLES,
    header: html`
      <p class="kicker">Vitrine drill</p>
      <h1>
        <span class="${verdict.isGood ? 'good' : 'bad'}">${verdict.isGood ? '✓' : '✗'}</span> ${headline}
      </h1>
      ${lines.map((line) => html`<p>${line}</p>`)}
      <p class="facts">
        ${url}, ${new Date(startedAt).toUTCString()}, ${stepMs / 1000} s per fault, ${REQUESTS_PER_SECOND}
        requests a second
      </p>
    `,
    main: html`
      <h2>At a glance</h2>
      ${renderMatrix(results)}
      <h2>How to read it</h2>
      <p>
        Each bar is a page that a viewer asked for. Above the shaded "broken" something was broken; after that
        the drill waited until pages were as usual again. The lower a bar, the simpler the source of the whole
        page.
      </p>
      <ul class="legend">
        ${LEGEND.map(([name, text]) => html`<li><span class="key ${name}"></span>${text}</li>`)}
      </ul>
      ${renderForms(results)}
      <h2>All figures</h2>
      ${renderOverview(results)}
    `,
  });
}

/** The steps under a heading for each form, in the order in which they were. */
function renderForms(results: readonly StepResult[]): readonly Markup[] {
  const forms = [...new Set(results.map(({ form }) => form))];
  return forms.map(
    (form) =>
      html`<h2>${titleOfForm(form)}</h2>
        <div class="steps">
          ${results.map((result, index) => (result.form === form ? renderStep(result, index) : NOTHING))}
        </div>`,
  );
}
