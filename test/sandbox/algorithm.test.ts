import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, get, listAt, send } from './support/http.js';
import { chain, contentIds, recommend, recommendRequest } from './support/recommend.js';

describe('ALGORITHM', () => {
  let sandbox: Sandbox;
  let url: string;
  let now = 1_573_401_600_000;
  before(async () => {
    sandbox = await startSandbox({ now: () => now });
    url = sandbox.urls.ALGORITHM;
  });
  after(() => sandbox.close());

  it('answers for the subject it was asked about', async () => {
    assert.equal(at((await recommend(url)).json, 'subject'), 'v:u1001');
    assert.equal(at((await recommend(url, {}, { 'x-device-id': 'd9f2' })).json, 'subject'), 'd:d9f2');
    assert.equal((await recommend(url, {}, {})).status, 400);
    assert.equal((await recommend(url, {}, { 'x-device-id': 'not an id' })).status, 400);
  });

  it('returns items in the form of the contract', async () => {
    const { json } = await recommend(url, { count: 50 });
    const items = listAt(json, 'items');
    assert.equal(items.length, 50);
    items.forEach((item, index) => assert.equal(at(item, 'position'), index));
    const scores = items.map((item) => Number(at(item, 'score')));
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
      'best first',
    );
    assert.ok(items.some((item) => at(item, 'contentType') === 'live'));
    assert.match(String(at(json, 'pvid')), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(String(at(json, 'buckets')), /^\d+#\d+#\d+#\d+$/);
  });

  it('pages without overlap, at least 300 deep, and ends without a cursor', async () => {
    const found = await chain(url, { count: 20 });
    assert.ok(found.length >= 300, String(found.length));
    assert.equal(new Set(found).size, found.length);
  });

  it('ranks alike for one session and differently for another session or viewer', async () => {
    const first = contentIds(await recommend(url));
    assert.deepEqual(contentIds(await recommend(url)), first);
    assert.notDeepEqual(contentIds(await recommend(url, { sessionId: 'AAAAAAAAAAAAAAAAAAAAAA' })), first);
    assert.notDeepEqual(contentIds(await recommend(url, {}, { 'x-viewer-id': 'u2002' })), first);
  });

  it('leaves out filtered ids on every page', async () => {
    const all = await chain(url);
    const filterIds = all.filter((_, index) => index % 7 === 0).slice(0, 50);
    const rest = await chain(url, { filterIds });
    assert.deepEqual(
      rest,
      all.filter((id) => !filterIds.includes(id)),
    );
  });

  it('puts unserved ids first, inside the count, with a fresh trace', async () => {
    const first = await recommend(url);
    const unservedIds = contentIds(first).slice(7);
    const second = await recommend(url, { cursor: at(first.json, 'nextCursor'), unservedIds });
    assert.deepEqual(contentIds(second).slice(0, 3), unservedIds);
    assert.equal(contentIds(second).length, 10);
    assert.notEqual(at(second.json, 'items', 0, 'trace'), at(first.json, 'items', 7, 'trace'));
  });

  it('treats a foreign, garbled or expired cursor as none', async () => {
    const first = await recommend(url);
    const cursor = String(at(first.json, 'nextCursor'));
    const ids = contentIds(first);
    assert.notDeepEqual(contentIds(await recommend(url, { cursor })), ids);
    assert.deepEqual(contentIds(await recommend(url, { cursor: `${cursor}0` })), ids);
    assert.deepEqual(contentIds(await recommend(url, { cursor: 'garbage' })), ids);
    const foreign = await recommend(url, { cursor }, { 'x-viewer-id': 'u2002' });
    assert.deepEqual(contentIds(foreign), contentIds(await recommend(url, {}, { 'x-viewer-id': 'u2002' })));
    now += 6 * 3_600_000 + 1_000;
    assert.deepEqual(contentIds(await recommend(url, { cursor })), ids);
  });

  it('prefers the category of related videos and leaves these out', async () => {
    const [seed = ''] = contentIds(await recommend(url));
    const related = contentIds(await recommend(url, { sceneId: 'related', relatedTo: [seed] }));
    assert.ok(!related.includes(seed));
    const { json } = await send(`${sandbox.urls.CONTENT}/videos:batchGet`, {
      ids: [seed, ...related.filter((id) => id.startsWith('61'))],
    });
    const roots = Object.values(at(json, 'results') as object).map((video) =>
      String(at(video, 'categoryPath')).slice(0, 2),
    );
    assert.equal(new Set(roots).size, 1, roots.join());
  });

  it('refuses requests that break the contract', async () => {
    const { context } = recommendRequest() as { context: object };
    const bad = [{ count: 0 }, { count: 51 }, { count: 1.5 }, { sceneId: 'Home' }, { sessionId: 'short' }, { cursor: 7 }, { filterIds: ['x'] },
      { filterIds: Array.from({ length: 101 }, (_, index) => String(index + 1)) }, { unservedIds: Array.from({ length: 41 }, (_, index) => String(index + 1)) },
      { relatedTo: ['1', '2', '3', '4', '5', '6'] }, { context: null }, { context: { ...context, platform: 'FAX' } }]; // prettier-ignore
    for (const changes of bad)
      assert.equal((await recommend(url, changes)).status, 400, JSON.stringify(changes));
  });

  it('publishes a hot list per scene with an ETag', async () => {
    const hot = await get(`${url}/scenes/home/hot`);
    assert.equal(hot.status, 200);
    const items = listAt(hot.json, 'items');
    assert.equal(items.length, 100);
    assert.equal(new Set(items.map((item) => at(item, 'contentId'))).size, 100);
    const etag = hot.headers.get('etag') ?? '';
    assert.match(etag, /^"[^"]+"$/);
    assert.equal((await get(`${url}/scenes/home/hot`, { 'if-none-match': etag })).status, 304);
    assert.equal((await get(`${url}/scenes/nowhere/hot`)).status, 404);
  });

  it('with dirty data recommends about 1 % deleted videos and nothing else that is off', async () => {
    const dirty = await startSandbox({ dirty: true, only: ['ALGORITHM', 'CONTENT'] });
    try {
      const found = new Set<string>();
      for (let viewer = 0; viewer < 12; viewer += 1) {
        for (const id of await chain(dirty.urls.ALGORITHM, {}, { 'x-viewer-id': `u${viewer}` }))
          if (id.startsWith('61')) found.add(id);
      }
      const states = new Map<string, number>();
      const asked = [...found];
      for (let from = 0; from < asked.length; from += 50) {
        const { json } = await send(
          `${dirty.urls.CONTENT}/videos:batchGet`,
          { ids: asked.slice(from, from + 50) },
          VIEWER,
        );
        for (const video of Object.values(at(json, 'results') as object)) {
          const status = String(at(video, 'status'));
          states.set(status, (states.get(status) ?? 0) + 1);
        }
      }
      assert.deepEqual([...states.keys()].toSorted(), ['DELETED', 'NORMAL']);
      const share = (states.get('DELETED') ?? 0) / asked.length;
      assert.ok(share > 0.004 && share < 0.018, `${share} of ${asked.length}`);
    } finally {
      await dirty.close();
    }
  });
});
