import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { renderReport } from '../../scripts/drill/report/report.js';
import { verdictOf } from '../../scripts/drill/verdict.js';
import { row, sighting, stepResult } from '../drill/support/sightings.js';
import { skipWithoutChromium } from './stand-ins/browser.js';
import { openedReport } from './stand-ins/opened-report.js';

const SCREENSHOT = join(tmpdir(), 'vitrine-drill-report.png');

const during = Array.from({ length: 14 }, (_, index) =>
  sighting({ at: index * 100, degraded: [row('Product.pricing', 'legacy', 12)], prices: { legacy: 12 } }),
);
const LONG = 'Linen curtain for the tallest of windows, OEKO tested, and a title that does not end';
const cards = [LONG, 'Moon lamp', 'Tea', 'Rug'].map(
  (title) => ({ kind: 'VIDEO', title, author: 'Anna', price: '39.90 CNY' }) as const,
);
const blank = sighting({
  verdict: 'blank',
  tier: null,
  cards: [],
  wrong: 'UPSTREAM_UNAVAILABLE: The feed cannot be made now.',
});
const results = [
  stepResult({ title: 'nothing broken', target: null, form: null, during: [sighting({ cards })], after: [] }),
  stepResult({ during: during.map((one) => ({ ...one, cards })) }),
  stepResult({ title: 'PRICING hangs', form: 'hang', during: [blank, ...during] }),
  stepResult({ title: 'all primaries and LEGACY hang', target: 'all primaries and LEGACY', form: 'hang' }),
];

function render(): string {
  const sightings = results.flatMap((result) => [...result.during, ...result.after]);
  const verdict = verdictOf(sightings, results);
  return renderReport({ results, verdict, url: 'http://127.0.0.1:4000', startedAt: 0, stepMs: 1500 });
}

describe('the report of a drill in a browser', { skip: skipWithoutChromium }, () => {
  const { open } = openedReport(render, 30);

  it('says what viewers saw, in a heading, a table and the steps', async () => {
    const page = await open();
    await page.getByRole('heading', { level: 1, name: /33 of 34 pages were full/ }).waitFor();
    const cell = page
      .getByRole('row', { name: /^PRICING/ })
      .first()
      .getByRole('cell');
    assert.match(await cell.nth(1).innerText(), /✗ 94 %/);
    const bars = page.getByRole('img', {
      name: /15 of 15 pages were full; tier PRIMARY while broken; back: 5\.2 s/,
    });
    assert.equal(await bars.count(), 1);
    await page.getByRole('link', { name: '✗ 94 %' }).click();
    assert.equal(await page.locator('article:target h3').innerText(), 'PRICING hangs');
    await page.screenshot({ path: SCREENSHOT, fullPage: true });
  });

  it('has the picture of a phone wholly on a phone', async () => {
    const page = await open(360);
    const box = await page.locator('.screen').nth(1).boundingBox();
    assert(box && box.x >= 0 && box.x + box.width <= 360);
  });
});
