import { html, type Markup } from '../../shared/report/markup.js';
import type { Rate } from '../../../rollout/parity/parity-report.types.js';
import { percent, withInterval } from '../../../rollout/parity/words.js';
import { at, nines } from './scale.js';

const GATE = nines(0.999);

/** An agreement with its interval; the line is what the gate demands. */
export const agreementBar = (rate: Rate, isGated: boolean): Markup =>
  html`<div class="track" role="img" aria-label="${withInterval(rate)}">
    ${[0.9, 0.99].map((share) => html`<i class="tick" style="left:${at(nines(share))}"></i>`)}
    ${isGated ? [html`<i class="gate" style="left:${at(GATE)}"></i>`] : []}
    ${rate.total === 0 ? [] : [band(nines(rate.low), nines(rate.high)), dot(nines(rate.share))]}
  </div>`;

/** What the agreement bars above it are measured by. */
export const agreementAxis = (): Markup =>
  html`<p class="axis" aria-hidden="true">
    <span>0</span><span>90 %</span><span>99 %</span><span>99.9 %</span><span>99.99 %</span>
  </p>`;

/** How often something is met, treatment above control with itself, on a plain scale from 0 to `end`. */
export const rateBars = (rate: Rate, noise: Rate, end: number): Markup =>
  html`<div class="pair" aria-hidden="true">
      ${rateBar('found', rate, end)} ${rateBar('noise', noise, end)}
    </div>
    <p class="axis" aria-hidden="true">
      <span>0</span><span>${percent(end / 2)}</span><span>${percent(end)}</span>
    </p>`;

function rateBar(name: string, { share, low, high, total }: Rate, end: number): Markup {
  const place = (one: number): number => Math.min(1, one / end) * 100;
  return html`<div class="rate ${name}">
    ${total === 0 ? [] : [html`<b style="width:${at(place(share))}"></b>`, band(place(low), place(high))]}
  </div>`;
}

/** A share of something between 0 and 1, as it is: overlap, τ. */
export const plainBar = (name: string, share: number): Markup =>
  html`<div class="rate ${name}"><b style="width:${at(Math.max(0, share) * 100)}"></b></div>`;

const band = (from: number, to: number): Markup =>
  html`<i class="band" style="left:${at(from)};width:${at(Math.max(0.6, to - from))}"></i>`;
const dot = (place: number): Markup => html`<i class="dot" style="left:${at(place)}"></i>`;
