import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { parityReport } from '../../rollout/parity/parity-report.js';
import { renderHtml } from '../../scripts/parity/render/html.js';
import { selectedCoordinates } from '../../scripts/parity/selected-coordinates.js';
import { SAMPLE_IGNORE, sampleFigures } from '../parity/support/sample-figures.js';
import { CONTRASTS } from './stand-ins/contrasts.js';
import { openBrowser, skipWithoutChromium } from './stand-ins/browser.js';

/** With UPDATE_DOCS=1 the picture of the guide is taken anew. */
const SCREENSHOT =
  process.env['UPDATE_DOCS'] === undefined
    ? join(tmpdir(), 'vitrine-parity-report.png')
    : 'docs/images/parity.png';

describe('the report of parity in a browser', { skip: skipWithoutChromium }, () => {
  let browser: Browser;
  let address: string;
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-parity-'));
  before(async () => {
    const path = join(folder, 'report.html');
    const now = Date.UTC(2026, 10, 12, 15);
    const report = parityReport(sampleFigures(), {
      ignore: SAMPLE_IGNORE,
      selected: selectedCoordinates(),
      now,
    });
    writeFileSync(path, renderHtml(report));
    address = pathToFileURL(path).href;
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> => {
    const page = await browser.newPage({ viewport: { width, height: 1150 }, colorScheme });
    page.setDefaultTimeout(10_000);
    await page.goto(address);
    return page;
  };

  it('asks for nothing, and no policy has to stop it', async () => {
    const page = await browser.newPage();
    const requested: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(address);
    assert.deepEqual([requested, complaints], [[address], []]);
  });

  it('says at once which rule differs, and by what', async () => {
    const page = await open(1200);
    await page.getByRole('heading', { level: 1, name: /product-pricing differs/ }).waitFor();
    await page.getByText('; feed-primary and video-author may take the next step').waitFor();
    await page.screenshot({ path: SCREENSHOT });
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

  it('fits a phone', async () => {
    const page = await open(360);
    const [wide, seen] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    assert.equal(wide, seen);
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`can be read by weak eyes, ${scheme}`, async () => {
      const page = await open(1200, scheme);
      const ratios = await page.evaluate<[string, number][]>(CONTRASTS);
      assert(ratios.length > 100);
      assert.deepEqual(
        ratios.filter(([, ratio]) => ratio < 4.5),
        [],
      );
    });
});
