import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderReport } from '../../scripts/drill/report/report.js';
import { tellingPage } from '../../scripts/drill/report/phone.js';
import type { StepResult } from '../../scripts/drill/step-result.js';
import { verdictOf } from '../../scripts/drill/verdict.js';
import { row, sighting, stepResult } from './support/sightings.js';

function render(results: readonly StepResult[], url = 'http://127.0.0.1:4000'): string {
  const sightings = results.flatMap(({ during, after }) => [...during, ...after]);
  const verdict = verdictOf(sightings, results);
  return renderReport({ results, verdict, url, startedAt: Date.UTC(2026, 10, 11), stepMs: 1500 });
}

const HOSTILE = `<img src=x onerror="alert('1')">&`;

describe('the report of a drill', () => {
  it('shows what was seen: verdict, figures, fields, the page', () => {
    const noPrice = sighting({
      degraded: [row('Product.pricing', null, 3)],
      prices: { none: 3 },
      cards: [{ kind: 'VIDEO', title: 'Moon lamp', author: null, price: null }],
    });
    const text = render([stepResult({ during: [noPrice] })]);
    assert.match(text, /2 of 2 pages were full, through one outage\./);
    assert.match(text, /<h3>PRICING killed<\/h3>/);
    assert.match(text, /<dd>5\.2 s<\/dd>/);
    assert.match(text, /<th scope="row">Product\.pricing<\/th>\s*<td>none<\/td>\s*<td>UPSTREAM_ERROR<\/td>/);
    assert.match(text, /Moon lamp/);
    assert.match(text, /<span class="no-price">no price<\/span>/);
    assert.match(text, /Wed, 11 Nov 2026/);
  });

  it('escapes whatever comes from elsewhere', () => {
    const page = sighting({
      tier: HOSTILE,
      degraded: [row(`Product.${HOSTILE}`, HOSTILE)],
      cards: [{ kind: 'VIDEO', title: HOSTILE, author: HOSTILE, price: HOSTILE }],
    });
    const blank = sighting({ verdict: 'blank', wrong: HOSTILE, cards: [], tier: null });
    const text = render(
      [
        stepResult({ title: HOSTILE, target: HOSTILE, during: [page] }),
        stepResult({ title: HOSTILE, target: HOSTILE, form: 'hang', during: [blank] }),
      ],
      `http://${HOSTILE}`,
    );
    assert.doesNotMatch(text, /<img|onerror="/);
    assert.match(text, /&lt;img src=x onerror=&quot;alert\(&#39;1&#39;\)&quot;&gt;&amp;/);
    const classes = [...text.matchAll(/class="([^"]*)"/g)].map(([, name = '']) => name);
    assert.deepEqual(
      classes.filter((name) => !/^[\w -]+$/.test(name)),
      [],
    );
  });

  it('asks for nothing: no scripts, no addresses, no pictures', () => {
    const text = render([stepResult()]);
    assert.doesNotMatch(text, /<script|<img|<link|src=|url\(|@import|href="(?!#)/);
    assert.match(text, /default-src 'none'/);
  });

  it('draws a bar for every page, red and low for one that was not full', () => {
    const pages = [
      sighting(),
      sighting({ degraded: [row('Product.pricing', 'legacy')] }),
      sighting({ tier: 'CDN_SNAPSHOT' }),
      sighting({ verdict: 'blank', tier: null }),
    ];
    const text = render([stepResult({ during: pages, after: [] })]);
    const bars = (name: string) =>
      (new RegExp(`<path class="${name}" d="([^"]*)"`).exec(text)?.[1] ?? '').split('M').length - 1;
    assert.deepEqual(['tier-primary', 'elsewhere', 'tier-cdn_snapshot', 'not-full'].map(bars), [2, 1, 1, 1]);
    assert.match(
      text,
      /aria-label="3 of 4 pages were full; tier PRIMARY 50 %, CDN_SNAPSHOT 25 %, no page 25 %/,
    );
  });

  it('shows the page that tells most: one that was not full, else the one with most from elsewhere', () => {
    const much = sighting({ at: 1, degraded: [row('Product.pricing', 'legacy', 12)] });
    const little = sighting({ at: 2, degraded: [row('Product.pricing', 'legacy', 1)] });
    const blank = sighting({ at: 3, verdict: 'blank' });
    assert.equal(tellingPage(stepResult({ during: [much, little] })), much);
    assert.equal(tellingPage(stepResult({ during: [much, blank, little] })), blank);
    assert.equal(tellingPage(stepResult({ during: [] })), null);
  });
});
