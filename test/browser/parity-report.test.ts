import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parityReport } from '../../rollout/parity/parity-report.js';
import { renderHtml } from '../../scripts/parity/render/html.js';
import { readFigures } from '../../scripts/parity/read-figures.js';
import { readGuardrails } from '../../scripts/parity/read-guardrails.js';
import { readIgnoreRules } from '../../scripts/parity/read-ignore-rules.js';
import { selectedCoordinates } from '../../scripts/parity/selected-coordinates.js';
import { SAMPLE_IGNORE, sampleFigures } from '../parity/support/sample-figures.js';
import { skipWithoutChromium } from './stand-ins/browser.js';
import { openedReport } from './stand-ins/opened-report.js';

const EXAMPLE = 'examples/migrating';

/** With UPDATE_DOCS=1 the picture of the guide is taken anew. */
const SCREENSHOT =
  process.env['UPDATE_DOCS'] === undefined
    ? join(tmpdir(), 'vitrine-parity-report.png')
    : 'docs/images/parity.png';

function render(): string {
  const now = Date.UTC(2026, 10, 12, 15);
  return renderHtml(
    parityReport(sampleFigures(), { ignore: SAMPLE_IGNORE, selected: selectedCoordinates(), now }),
  );
}

/** As `npm run parity` writes it of the example that guides walk through, on the day before its first step. */
async function renderExample(): Promise<string> {
  const figures = await readFigures(`${EXAMPLE}/figures.json`);
  const guardrails = await readGuardrails(`${EXAMPLE}/days/0.jsonl`);
  const ignore = await readIgnoreRules(`${EXAMPLE}/ignore.yaml`);
  const now = figures.rules['product-pricing']?.lastAt ?? 0;
  return renderHtml(parityReport(figures, { ignore, guardrails, selected: selectedCoordinates(), now }));
}

describe('the report of parity in a browser', { skip: skipWithoutChromium }, () => {
  const { open } = openedReport(render, 100);

  it('says at once which rule differs, and by what', async () => {
    const page = await open();
    await page.getByRole('heading', { level: 1, name: /product-pricing differs/ }).waitFor();
    await page.getByText('; feed-primary and video-author may take the next step').waitFor();
    await page.getByRole('link', { name: /product-pricing/ }).click();
    const section = page.locator('section:target');
    const example = await section.locator('.example b').allInnerTexts();
    assert.equal(example.length, 2);
    for (const shown of example) assert.match(shown, /^"\d+\.\d\d"$/);
    const bar = section.getByRole('img', { name: /^9\d\.\d+ % \(/ }).first();
    assert((await bar.boundingBox())?.width);
    await section.getByText(/conditions are met/).click();
    assert(await section.getByText('errors against data').isVisible());
  });

  it('shows at once that a step may be taken, as in the picture of the guide', async () => {
    const page = await open();
    await page.setContent(await renderExample());
    await page.getByRole('heading', { level: 1, name: /product-pricing may take the next step/ }).waitFor();
    await page.getByText('control legacy-items, treatment pricing').waitFor();
    await page.screenshot({ path: SCREENSHOT });
  });
});
