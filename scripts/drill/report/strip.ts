import { pagesOf, type Sighting } from '../sighting.js';
import { seenIn, type StepResult } from '../step-result.js';
import { tallyOf } from '../tally.js';
import { describeRecovery, describeShares, tierShares } from '../words.js';
import { html, NOTHING, type Markup } from '../../shared/report/markup.js';

const HEIGHT = 48;
/** Of one answer and the gap behind it. */
const WIDTH = 6;
const GAP = 1.5;
/** A bar's height says the tier, as its colour does. */
const HEIGHTS = new Map([
  ['PRIMARY', 1],
  ['LEGACY', 0.84],
  ['CDN_SNAPSHOT', 0.68],
  ['BUILT_IN', 0.52],
]);
const SHORT_HEIGHT = 0.4;
const BLANK_HEIGHT = 0.15;
/** What one degraded field adds to the cap of a bar, and the most of a bar that is cap. */
const CAP_OF_FIELD = 0.09;
const MOST_CAP = 0.6;

/** Bars by class of the style sheet. One path per class keeps the file small. */
type Bars = Map<string, string[]>;

/** A step as a row of bars, one per page, in the order in which they were asked for. */
export function drawStrip(result: StepResult): Markup {
  const [broken, pages] = [pagesOf(result.during).length, pagesOf(seenIn(result)).length];
  const width = `width:${((100 * broken) / Math.max(1, pages)).toFixed(1)}%`;
  return html`<figure class="strip">
    <div role="img" aria-label="${describeStrip(result)}">${drawBars(result)}</div>
    ${
      result.form === null
        ? NOTHING
        : html`<figcaption aria-hidden="true">
            <span class="outage" style="${width}">broken</span><span>repaired</span>
          </figcaption>`
    }
  </figure>`;
}

/** The bars alone, for where words say the same beside them. */
export function drawBars(result: StepResult): Markup {
  const pages = pagesOf(seenIn(result));
  const bars: Bars = new Map();
  for (const [index, page] of pages.entries()) drawBar(bars, index * WIDTH, page);
  const paths = [...bars].map(([name, parts]) => html`<path class="${name}" d="${parts.join('')}" />`);
  const viewBox = `0 0 ${Math.max(1, pages.length) * WIDTH} ${HEIGHT}`;
  return html`<svg viewBox="${viewBox}" preserveAspectRatio="none" aria-hidden="true">${paths}</svg>`;
}

function drawBar(bars: Bars, x: number, { verdict, tier, degraded }: Sighting): void {
  if (verdict !== 'full') {
    add(bars, 'not-full', x, 0, verdict === 'blank' ? BLANK_HEIGHT : SHORT_HEIGHT);
    return;
  }
  const known = HEIGHTS.get(tier ?? '');
  const height = known ?? 1;
  const cap = height * Math.min(MOST_CAP, degraded.length * CAP_OF_FIELD);
  add(bars, `tier-${known === undefined ? 'none' : (tier ?? '').toLowerCase()}`, x, 0, height - cap);
  if (cap > 0) add(bars, 'elsewhere', x, height - cap, height);
}

function add(bars: Bars, name: string, x: number, from: number, to: number): void {
  const top = (HEIGHT * (1 - to)).toFixed(1);
  const tall = (HEIGHT * (to - from)).toFixed(1);
  const wide = WIDTH - GAP;
  const parts = bars.get(name) ?? [];
  parts.push(`M${x} ${top}h${wide}v${tall}h-${wide}z`);
  bars.set(name, parts);
}

function describeStrip(result: StepResult): string {
  const { pages, fullPages, tiers } = tallyOf(result);
  const seen = `${fullPages} of ${pages} pages were full; tier ${describeShares(tierShares(tiers), 'nothing asked')}`;
  return result.form === null ? `${seen}.` : `${seen} while broken; back: ${describeRecovery(result)}.`;
}
