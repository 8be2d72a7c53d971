import { reportDocument } from '../../shared/report/document.js';
import { html, NOTHING, type Markup } from '../../shared/report/markup.js';
import type {
  CoordinateReport,
  IgnoredReport,
  ParityReport,
  RuleReport,
} from '../../../rollout/parity/parity-report.types.js';
import { percent, times } from '../../../rollout/parity/words.js';
import { agreementAxis, agreementBar, plainBar } from './bars.js';
import { NEVER_COMPARED } from '../declared-arms.js';
import { anchorOf, ruleSection } from './rule-section.js';
import { STYLES } from './styles.js';
import { COUNTED_WITHOUT, headline, moment, NEXT, SIGNS, subline, VERDICTS } from './words.js';

/** The report as one HTML document that asks for nothing else: no scripts, no pictures, no fonts. */
export function renderHtml(report: ParityReport): string {
  const rules = Object.entries(report.rules);
  return reportDocument({
    title: `Parity: ${headline(report)}`,
    styles: STYLES,
    header: html`
      <p class="kicker">Vitrine parity</p>
      <h1>
        <span class="sign ${report.verdict}" aria-hidden="true">${SIGNS[report.verdict]}</span>
        ${headline(report)}
      </h1>
      <p class="lead">${subline(report)}</p>
      <p class="facts">
        ${moment(report.madeAt)} UTC,
        ${report.instances === 1 ? 'one instance' : `${report.instances} instances`}. Next:
        ${NEXT[report.verdict]}
      </p>
    `,
    main: html`
      <div class="tiles">${rules.map(([id, rule]) => tile(id, rule))}</div>
      ${howToRead()} ${rules.map(([id, rule]) => ruleSection(id, rule))} ${ignoredTable(report.ignored)}
    `,
  });
}

const howToRead = (): Markup =>
  html`<div class="card reading">
    <h3>How to read it</h3>
    <ul class="legend">
      <li><i class="key band"></i>where the truth lies, with 95 % certainty</li>
      <li><i class="key gate"></i>what the gate demands of that</li>
      <li><i class="key found"></i>treatment beside control</li>
      <li><i class="key noise"></i>control beside itself: noise</li>
      <li><i class="key line"></i>their intervals, cut off where the scale ends</li>
      <li><b class="sign too-little-data">?</b> open: more data may change it</li>
    </ul>
    <p class="small">
      On scales of agreement each step is ten times as rare as the one before. Values are shown so that nobody
      is recognised: prices, numbers and words of the schema as they are; ids and texts by length, kind of
      characters and a hash. Never compared: ${NEVER_COMPARED.join(', ')}, which has nothing on one of its
      paths.
    </p>
  </div>`;

function tile(id: string, { gate, coordinates }: RuleReport): Markup {
  const worst = coordinates
    .filter(({ isGated, n }) => isGated && n > 0)
    .toSorted((a, b) => a.parity.share - b.parity.share)[0];
  const unmet = gate.conditions.filter(({ met }) => !met).length;
  return html`<a class="tile ${gate.verdict}" href="#${anchorOf(id)}">
    <span class="kicker">${id}</span>
    <span class="big">${SIGNS[gate.verdict]} ${VERDICTS[gate.verdict]}</span>
    ${worst ? tileFigure(worst) : html`<span class="share">nothing compared</span>`}
    <small>${gate.conditions.length - unmet} of ${gate.conditions.length} conditions met</small>
  </a>`;
}

/** A ranking is not judged by how many pages are exactly alike. */
const tileFigure = ({ coordinate, parity, ranked }: CoordinateReport): Markup =>
  ranked?.measured
    ? html`<span class="share"
          >${ranked.measured.overlap[10].toFixed(3)}
          <small
            >overlap@10 at ${coordinate}${ranked.mode === 'different' ? ', measured only' : ''}</small
          ></span
        >
        ${plainBar('found', ranked.measured.overlap[10])}`
    : html`<span class="share">${percent(parity.share)} <small>alike at ${coordinate}</small></span>
        ${agreementBar(parity, true)} ${agreementAxis()}`;

const ignoredTable = (ignored: readonly IgnoredReport[]): Markup =>
  ignored.length === 0
    ? NOTHING
    : html`<h2>Accepted differences</h2>
        <div class="wide" tabindex="0" role="region" aria-label="Accepted differences">
          <table>
            <thead>
              <tr>
                ${['Where', 'What', 'Hits', 'Why', 'Of', 'Until'].map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${ignored.map(
                ({ at, class: cls, hits, reason, owner, expires, stale, isCounted }) =>
                  html`<tr>
                    <th scope="row">${at}</th>
                    <td>${cls}</td>
                    <td>${times(hits)}</td>
                    <td>
                      ${reason ?? 'not in the file any more'}${isCounted ? NOTHING : html` <b class="sign too-little-data">${COUNTED_WITHOUT}</b>`}
                    </td>
                    <td>${owner ?? ''}</td>
                    <td>
                      ${expires ?? ''}${stale === null ? NOTHING : html` <b class="sign mismatch">${stale}</b>`}
                    </td>
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>`;
