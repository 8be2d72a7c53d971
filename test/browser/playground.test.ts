import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { EXAMPLES } from '../../src/playground/examples.js';
import type { App } from '../../src/app.js';
import { openGateway } from '../process/stand-ins/gateway.js';
import { openBrowser, skipWithoutChromium } from './stand-ins/browser.js';

const SCREENSHOT = join(tmpdir(), 'vitrine-playground.png');

describe('the playground in a browser', { skip: skipWithoutChromium }, () => {
  let gateway: App;
  let url: string;
  let browser: Browser;
  let page: Page;
  const requested: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    [gateway, browser] = await Promise.all([openGateway(), openBrowser()]);
    ({ url } = await gateway.listen());
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    page.on('request', (request) => requested.push(request.url()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.goto(`${url}/graphql`);
  });

  after(async () => {
    await browser.close();
    await gateway.close();
  });

  it('offers the examples as tabs', async () => {
    for (const name of ['HomeFeed', 'OneVideo', 'SceneSlots'])
      await page.getByRole('tab', { name }).waitFor();
    assert.equal(await page.getByRole('tab').count(), EXAMPLES.length);
  });

  EXAMPLES.forEach((_, index) => {
    it(`shows the answer to example ${index + 1}, without errors`, async () => {
      await page.getByRole('tab').nth(index).click();
      await page.waitForTimeout(250); // GraphiQL reads the operation's name 100 ms after a change
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: /^execute query/i }).click();
      const answer = (await (await answered).json()) as { data: Record<string, unknown>; errors?: unknown };
      assert.equal(answer.errors, undefined);
      const [[field, value] = []] = Object.entries(answer.data);
      assert.notEqual(value, null);
      await page.locator('.result-window').getByText(`"${field}"`).first().waitFor();
      if (index === 0) await page.screenshot({ path: SCREENSHOT });
    });
  });

  it('knows the schema', async () => {
    await page.getByRole('button', { name: /documentation explorer/i }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByText('Entry points.').waitFor();
  });

  it('asked nobody but the gateway, and broke no policy', () => {
    const strangers = requested.filter((one) => !one.startsWith(`${url}/`) && !one.startsWith('data:'));
    assert.deepEqual(strangers, []);
    assert(requested.length > 3);
    assert.deepEqual(complaints, []);
  });
});
