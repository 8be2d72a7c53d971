import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { parsePlan } from '../../datasources/slots/plan.contract.js';
import { batch, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { itemId, itemRecord, videoId } from '../support/records.js';
import { bannerRecord, creativeRecord, slotPlanRecord, slotRecord } from '../support/slot-records.js';

let upstreams: FakeUpstreams;
before(async () => {
  upstreams = await startFakeUpstreams();
});
afterEach(() => upstreams.reset());
after(() => upstreams.close());

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), headers });

describe('the stand-ins of the upstreams', () => {
  it('publish plans that the gateway accepts, slots and banners too', async () => {
    const context = { media: new MediaPolicy(null), report: () => undefined };
    const plan = parsePlan(await (await fetch(`${upstreams.urls.SLOTS}/slot-plans/home`)).json(), context);
    assert.equal(plan.sceneId, 'home');
    const creatives = [creativeRecord('c-1', videoId(1)), bannerRecord('c-2')];
    const filled = parsePlan(slotPlanRecord('home', { slots: [slotRecord('s-1', { creatives })] }), context);
    assert.deepEqual(filled.slots[0]?.creatives.map(({ key }) => key), [`VIDEO:${videoId(1)}`, 'BANNER:c-2']); // prettier-ignore
  });

  it('answer 304 to the tag they sent', async () => {
    for (const path of ['/slot-plans/home', '/emergency-offline', '/scenes']) {
      const first = await fetch(upstreams.urls.SLOTS + path);
      const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
      await first.arrayBuffer();
      assert.equal((await fetch(upstreams.urls.SLOTS + path, { headers })).status, 304, path);
    }
  });

  it('refuse more ids than their limit, and calls about nobody', async () => {
    const ids = Array.from({ length: 41 }, (_, i) => itemId(i));
    assert.equal((await post(`${upstreams.urls.CATALOG}/items:batchGet`, { ids })).status, 413);
    assert.equal((await post(`${upstreams.urls.CATALOG}/items:batchGet`, { ids: [] })).status, 400);
    const states = `${upstreams.urls.ENGAGEMENT}/video-states:batchGet`;
    assert.equal((await post(states, { ids: ['1'] }, { 'x-device-id': 'd1' })).status, 401);
    assert.equal((await fetch(`${upstreams.urls.CATALOG}/nothing`)).status, 404);
  });

  it('recommend page after page without repeats, unserved ones first', async () => {
    const page = async (cursor: string | null, unservedIds: string[]) => {
      const body = { count: 3, cursor, filterIds: [videoId(2)], unservedIds };
      const answer = await post(`${upstreams.urls.ALGORITHM}/recommendations`, body, { 'x-device-id': 'd1' });
      return (await answer.json()) as { nextCursor: string; items: { contentId: string }[] };
    };
    const first = await page(null, []);
    const second = await page(first.nextCursor, [videoId(3)]);
    assert.deepEqual(first.items.map(({ contentId }) => contentId), [1, 3, 4].map(videoId)); // prettier-ignore
    assert.deepEqual(second.items.map(({ contentId }) => contentId), [3, 5, 6].map(videoId)); // prettier-ignore
  });

  it('let a test answer instead, until it resets them', async () => {
    upstreams.on('CATALOG', '/items:batchGet', batch((id) => (id === itemId(1) ? null : undefined))); // prettier-ignore
    upstreams.delay('CATALOG', 30);
    const url = `${upstreams.urls.CATALOG}/items:batchGet`;
    const body = { ids: [itemId(1), itemId(2)] };
    const startedAt = performance.now();
    const answer = (await (await post(url, body)).json()) as { missing: string[]; errors: object };
    assert.ok(performance.now() - startedAt >= 29);
    assert.deepEqual([answer.missing, Object.keys(answer.errors)], [[itemId(1)], [itemId(2)]]);
    upstreams.reset();
    assert.deepEqual(upstreams.calls, []);
    const again = (await (await post(url, body)).json()) as { results: Record<string, unknown> };
    assert.deepEqual(again.results[itemId(2)], itemRecord(itemId(2)));
  });
});
