import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from './browser.js';
import { CONTRASTS } from './contrasts.js';

/** Least contrast of a text that weak eyes can read, after WCAG 2. */
const READABLE = 4.5;
const PHONE = 360;
const DESK = 1200;

/** What a test may say of a report. */
export interface OpenedReport {
  /** Opens it in a window of its own; widths in CSS pixels. */
  readonly open: (width?: number, colorScheme?: 'light' | 'dark') => Promise<Page>;
}

/**
 * A report as a file, opened in a browser for the tests of the suite that this is called in; it adds those that hold for every
 * report. `texts`: as many of them the report has at least.
 */
export function openedReport(render: () => string, texts: number): OpenedReport {
  let browser: Browser;
  let address: string;
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-report-'));
  before(async () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, render());
    address = pathToFileURL(path).href;
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const open: OpenedReport['open'] = async (width = DESK, colorScheme = 'light') => {
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

  it('fits a phone', async () => {
    const page = await open(PHONE);
    const [wide, seen] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, innerWidth]',
    );
    assert.equal(wide, seen);
  });

  for (const scheme of ['light', 'dark'] as const)
    it(`can be read by weak eyes, ${scheme}`, async () => {
      const page = await open(DESK, scheme);
      const ratios = await page.evaluate<[string, number][]>(CONTRASTS);
      assert(ratios.length >= texts);
      assert.deepEqual(
        ratios.filter(([, ratio]) => ratio < READABLE),
        [],
      );
    });

  return { open };
}
