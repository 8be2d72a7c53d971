import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, get, ids, send, textAt } from './support/http.js';

describe('pictures', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  it('every picture of a record can be shown', async () => {
    const { CONTENT, CATALOG, ACCOUNTS, LIVE, SLOTS } = sandbox.urls;
    const urls: string[] = [];
    const collect = async (url: string, prefix: string, field: string): Promise<void> => {
      const { json } = await send(url, { ids: ids(prefix, 1, 20) });
      urls.push(...Object.values(at(json, 'results') as object).map((record) => textAt(record, field)));
    };
    await collect(`${CONTENT}/videos:batchGet`, '6100000', 'coverUrl');
    await collect(`${CATALOG}/items:batchGet`, '7200000', 'imageUrl');
    await collect(`${ACCOUNTS}/accounts:batchGet`, '2200000', 'avatarUrl');
    await collect(`${ACCOUNTS}/shops:batchGet`, '3300000', 'logoUrl');
    await collect(`${LIVE}/rooms:batchGet`, '8800000', 'coverUrl');
    const plan = (await get(`${SLOTS}/slot-plans/home`)).json;
    urls.push(textAt(plan, 'slots', 1, 'creatives', 1, 'banner', 'imageUrl'));
    const shown = urls.filter((url) => url !== '');
    assert.ok(shown.length > 95);
    for (const url of shown) {
      assert.ok(url.startsWith(`${sandbox.mediaOrigin}/`));
      const response = await fetch(url);
      assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'image/svg+xml'], url);
      assert.match(await response.text(), /^<svg [^]*<\/svg>$/);
    }
  });

  it('a cover carries the title of its video and its size', async () => {
    const { json } = await send(`${sandbox.urls.CONTENT}/videos:batchGet`, { ids: ['610000000001'] });
    const video = at(json, 'results', '610000000001');
    const svg = await (await fetch(String(at(video, 'coverUrl')))).text();
    const words = svg
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replaceAll(/\s+/g, ' ');
    assert.ok(words.includes(String(at(video, 'title'))), words);
    assert.ok(svg.includes(`width="${String(at(video, 'width'))}"`));
  });

  it('answers 404 for a picture that does not exist', async () => {
    for (const path of ['/c/610000099999.svg', '/x/610000000001.svg', '/c/610000000001.png', '/']) {
      const response = await fetch(sandbox.mediaOrigin + path);
      assert.equal(response.status, 404, path);
      await response.text();
    }
  });
});
