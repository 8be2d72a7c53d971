import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, get, ids, listAt, send } from './support/http.js';

const NOW = 1_573_401_600_000;
const DAY = 86_400_000;
const DEVICE = { 'x-device-id': 'd9f2' };

function event(key: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { key, creativeId: null, pvid: 'p1', seenAt: NOW - 1_000, ...changes };
}

describe('EXPOSURE', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ now: () => NOW, only: ['EXPOSURE'] });
    url = sandbox.urls.EXPOSURE;
  });
  after(() => sandbox.close());
  const seen = async (query = 'days=7&limit=500', headers: Record<string, string> = VIEWER) =>
    (await get(`${url}/exposures?${query}`, headers)).json;

  it('reads back what the beacon reported, newest first, within days and limit', async () => {
    const events = [
      event('VIDEO:11', { seenAt: NOW - 2 * DAY }),
      event('VIDEO:12'),
      event('LIVE:13', { seenAt: NOW - 5 * DAY }),
    ];
    const posted = await send(`${url}/exposures`, { events }, VIEWER);
    assert.deepEqual([posted.status, posted.json], [202, { accepted: 3 }]);
    const keys = async (query: string) =>
      listAt(await seen(query), 'contents').map((content) => at(content, 'key'));
    assert.deepEqual(await keys('days=7&limit=500'), ['VIDEO:12', 'VIDEO:11', 'LIVE:13']);
    assert.deepEqual(await keys('days=3&limit=500'), ['VIDEO:12', 'VIDEO:11']);
    assert.deepEqual(await keys('days=7&limit=1'), ['VIDEO:12']);
    assert.equal(at(await seen(), 'subject'), 'v:u1001');
    assert.deepEqual(
      at(await seen('days=7&limit=500', DEVICE), 'contents'),
      [],
      'the device is somebody else',
    );
  });

  it('counts views of a creative by days, once per page view and key', async () => {
    const who = { 'x-viewer-id': 'counter', ...DEVICE };
    const views = [event('VIDEO:21', { creativeId: 'c-1', pvid: 'a' }), event('VIDEO:21', { creativeId: 'c-1', pvid: 'a' }),
      event('VIDEO:21', { creativeId: 'c-1', pvid: 'b', seenAt: NOW - 3 * DAY }), event('VIDEO:21', { creativeId: 'c-1', pvid: 'c', seenAt: NOW - 20 * DAY })]; // prettier-ignore
    await send(`${url}/exposures`, { events: views }, who);
    await send(`${url}/exposures`, { events: views }, who);
    assert.deepEqual(at(await seen('days=1&limit=1', who), 'creativeCounts'), {
      'c-1': { d1: 1, d7: 2, d30: 3 },
    });
  });

  it('takes served reports without making them exposures', async () => {
    const item = { key: 'VIDEO:31', position: 0, source: 'ALGORITHM', slotId: null, creativeId: null };
    const report = {
      pvid: 'p3',
      sceneId: 'home',
      sessionId: 's',
      tier: 'PRIMARY',
      servedAt: NOW,
      items: [item],
    };
    const who = { 'x-viewer-id': 'served' };
    const posted = await send(`${url}/served`, report, who);
    assert.deepEqual([posted.status, posted.json], [202, { accepted: 1 }]);
    assert.deepEqual(at(await seen('days=7&limit=500', who), 'contents'), []);
    assert.equal(
      (await send(`${url}/served`, { ...report, items: [{ ...item, position: -1 }] }, who)).status,
      400,
    );
  });

  it('records nothing for shadow calls', async () => {
    const who = { 'x-viewer-id': 'shadow' };
    assert.equal(
      (await send(`${url}/exposures`, { events: [event('VIDEO:41')] }, { ...who, 'x-shadow': '1' })).status,
      202,
    );
    assert.deepEqual(at(await seen('days=7&limit=500', who), 'contents'), []);
  });

  it('refuses requests that break the contract', async () => {
    for (const query of ['', 'days=2&limit=10', 'days=7&limit=0', 'days=7&limit=501']) {
      assert.equal((await get(`${url}/exposures?${query}`, VIEWER)).status, 400, query);
    }
    assert.equal((await get(`${url}/exposures?days=7&limit=5`)).status, 400, 'no id header');
    const many = Array.from({ length: 101 }, (_, index) => event(`VIDEO:${index + 1}`));
    assert.equal(
      at((await send(`${url}/exposures`, { events: many }, VIEWER)).json, 'error', 'code'),
      'BATCH_TOO_LARGE',
    );
    assert.equal((await send(`${url}/exposures`, { events: [event('610000000001')] }, VIEWER)).status, 400);
  });
});

describe('ENGAGEMENT', () => {
  let sandbox: Sandbox;
  let url: string;
  before(async () => {
    sandbox = await startSandbox({ only: ['ENGAGEMENT'] });
    url = sandbox.urls.ENGAGEMENT;
  });
  after(() => sandbox.close());

  it('gives a profile to viewers and to devices, always the same', async () => {
    const profile = await get(`${url}/viewer-profile`, VIEWER);
    assert.equal(at(profile.json, 'subject'), 'v:u1001');
    assert.ok(listAt(profile.json, 'crowds').every((crowd) => /^[a-z0-9-]{1,32}$/.test(String(crowd))));
    assert.deepEqual((await get(`${url}/viewer-profile`, VIEWER)).json, profile.json);
    assert.equal(at((await get(`${url}/viewer-profile`, DEVICE)).json, 'subject'), 'd:d9f2');
    assert.equal((await get(`${url}/viewer-profile`)).status, 400);
  });

  it('gives states to signed-in viewers only, with their subject', async () => {
    for (const path of ['/video-states:batchGet', '/author-states:batchGet']) {
      const anonymous = await send(url + path, { ids: ['610000000001'] }, DEVICE);
      assert.deepEqual([anonymous.status, at(anonymous.json, 'error', 'code')], [401, 'UNAUTHENTICATED']);
      assert.equal(
        at((await send(url + path, { ids: ['610000000001'] }, VIEWER)).json, 'subject'),
        'v:u1001',
      );
    }
  });

  it('marks about one video in twenty as liked, different ones for every viewer', async () => {
    const likedBy = async (viewer: string): Promise<string[]> => {
      const liked: string[] = [];
      for (let from = 1; from <= 2_000; from += 100) {
        const { json } = await send(
          `${url}/video-states:batchGet`,
          { ids: ids('6100000', from, 100) },
          { 'x-viewer-id': viewer },
        );
        for (const [id, state] of Object.entries(at(json, 'results') as object))
          if (at(state, 'liked') === true) liked.push(id);
      }
      return liked;
    };
    const [one, two] = [await likedBy('u1'), await likedBy('u2')];
    assert.ok(one.length > 60 && one.length < 140, String(one.length));
    assert.ok(one.filter((id) => two.includes(id)).length < 30);
  });
});
