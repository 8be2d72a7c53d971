import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { at, get, listAt, send } from './support/http.js';

const NOW = 1_573_401_600_000;

/** The digest rule of the contract, written anew: keys sorted by code unit, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`;
}

function digestOf(plan: unknown): string {
  const rest = Object.entries(plan as object).filter(([name]) => name !== 'digest');
  return `sha256:${createHash('sha256')
    .update(canonical(Object.fromEntries(rest)))
    .digest('hex')}`;
}

interface Creative {
  creativeId: string;
  contentType: string;
  contentId: string | null;
  startAt: number;
  endAt: number;
  targeting: { crowdsAny: string[]; platforms: string[]; regions: string[] };
}

describe('SLOTS', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ now: () => NOW, dirty: true });
  });
  after(() => sandbox.close());
  const plan = async (sceneId: string) => (await get(`${sandbox.urls.SLOTS}/slot-plans/${sceneId}`)).json;
  const slot = async (sceneId: string, slotId: string) => {
    const found = listAt(await plan(sceneId), 'slots').find(
      (candidate) => at(candidate, 'slotId') === slotId,
    );
    return {
      placement: at(found, 'placement'),
      creatives: listAt(found, 'creatives') as Creative[],
      fallback: at(found, 'fallbackCreative'),
    };
  };
  const states = async (ids: (string | null)[]) => {
    const { json } = await send(`${sandbox.urls.CONTENT}/videos:batchGet`, {
      ids: [...new Set(ids.filter((id) => id?.startsWith('61')))],
    });
    return new Map(
      Object.entries(at(json, 'results') as object).map(([id, video]) => [id, String(at(video, 'status'))]),
    );
  };

  it('lists the scenes', async () => {
    const { json, headers } = await get(`${sandbox.urls.SLOTS}/scenes`);
    const enabled = listAt(json, 'scenes').map((scene) => [at(scene, 'sceneId'), at(scene, 'enabled')]);
    assert.deepEqual(enabled, [['home', true], ['channel', true], ['related', true], ['retired', false]]); // prettier-ignore
    assert.equal(headers.get('cache-control'), 'no-cache');
  });

  it('signs every plan by the rule of the contract', async () => {
    for (const sceneId of ['home', 'channel', 'related', 'retired']) {
      const found = await plan(sceneId);
      assert.equal(at(found, 'digest'), digestOf(found), sceneId);
    }
  });

  it('places the slots of home as designed', async () => {
    assert.deepEqual((await slot('home', 'home-2')).placement, { kind: 'FIXED', position: 1 });
    assert.deepEqual((await slot('home', 'home-5')).placement, { kind: 'FIXED', position: 4 });
    assert.deepEqual((await slot('home', 'home-live')).placement, {
      kind: 'INTERVAL',
      start: 7,
      every: 8,
      max: 3,
    });
    assert.deepEqual((await slot('home', 'home-surprise')).placement, {
      kind: 'RANDOM',
      start: 12,
      span: 8,
      count: 2,
    });
    assert.equal(at(await plan('channel'), 'policy', 'requireProduct'), true);
    assert.deepEqual(at(await plan('related'), 'slots'), []);
  });

  it('fills home with banner, live, crowd-targeted, expired and offline creatives', async () => {
    const [second, fifth, live] = [
      await slot('home', 'home-2'),
      await slot('home', 'home-5'),
      await slot('home', 'home-live'),
    ];
    const running = ({ startAt, endAt }: Creative): boolean => startAt <= NOW && NOW < endAt;
    assert.ok(second.creatives.some(({ targeting }) => targeting.crowdsAny.includes('new')));
    assert.deepEqual(second.creatives.map(running), [true, false, true]);
    const [offline, banner] = fifth.creatives;
    assert.equal((await states([offline?.contentId ?? null])).get(offline?.contentId ?? ''), 'OFFLINE');
    assert.deepEqual([banner?.contentType, banner?.contentId], ['BANNER', null]);
    const { json } = await send(`${sandbox.urls.LIVE}/rooms:batchGet`, {
      ids: live.creatives.map(({ contentId }) => contentId),
    });
    for (const room of Object.values(at(json, 'results') as object)) assert.equal(at(room, 'state'), 101);
    const rest = [
      ...second.creatives.map(({ contentId }) => contentId),
      String(at(second.fallback, 'contentId')),
    ];
    assert.deepEqual([...new Set((await states(rest)).values())], ['NORMAL']);
  });

  it('gives the channel a top list of five with one offline, and pools of playable videos', async () => {
    const { placement, creatives } = await slot('channel', 'channel-top');
    assert.deepEqual(placement, { kind: 'TOP' });
    const found = await states(creatives.map(({ contentId }) => contentId));
    assert.deepEqual(creatives.map(({ contentId }) => found.get(contentId ?? '')), ['NORMAL', 'NORMAL', 'OFFLINE', 'NORMAL', 'NORMAL']); // prettier-ignore
    const pool = listAt(await plan('home'), 'pools', 0, 'contents').map((content) =>
      String(at(content, 'contentId')),
    );
    assert.equal(new Set(pool).size, 60);
    assert.deepEqual([...new Set((await states(pool.slice(0, 50))).values())], ['NORMAL']);
  });

  it('answers 304 to the ETag of a version, and serves former versions', async () => {
    const url = `${sandbox.urls.SLOTS}/slot-plans/home`;
    const current = await get(url);
    const version = Number(at(current.json, 'planVersion'));
    const etag = current.headers.get('etag') ?? '';
    assert.equal(etag, `"${version}"`);
    assert.equal((await get(url, { 'if-none-match': etag })).status, 304);
    assert.equal((await get(url, { 'if-none-match': `"${version - 1}"` })).status, 200);
    assert.equal(at((await get(`${url}?version=${version - 1}`)).json, 'planVersion'), version - 1);
    assert.equal((await get(`${url}?version=${version - 2}`)).status, 404);
    assert.equal((await get(`${sandbox.urls.SLOTS}/slot-plans/nowhere`)).status, 404);
  });

  it('publishes plans and the emergency list through the administration', async () => {
    const old = await plan('related');
    const published = await send(
      `${sandbox.adminUrl}/plans/related`,
      { slots: [], policy: { ...(at(old, 'policy') as object), pageSize: 6 } },
      {},
      'PUT',
    );
    assert.equal(published.status, 200);
    const fresh = await plan('related');
    assert.equal(at(fresh, 'planVersion'), Number(at(old, 'planVersion')) + 1);
    assert.equal(at(fresh, 'policy', 'pageSize'), 6);
    assert.equal(at(fresh, 'digest'), digestOf(fresh));
    const stale = await send(`${sandbox.adminUrl}/plans/related`, { planVersion: 1 }, {}, 'PUT');
    assert.deepEqual([stale.status, at(stale.json, 'error', 'code')], [400, 'INVALID_ARGUMENT']);

    const before = await get(`${sandbox.urls.SLOTS}/emergency-offline`);
    assert.deepEqual(at(before.json, 'contents'), []);
    await send(
      `${sandbox.adminUrl}/emergency-offline`,
      { contents: ['VIDEO:610000000001'], shops: ['330000000001'] },
      {},
      'PUT',
    );
    const list = await get(`${sandbox.urls.SLOTS}/emergency-offline`, {
      'if-none-match': before.headers.get('etag') ?? '',
    });
    assert.equal(list.status, 200);
    assert.deepEqual(
      [at(list.json, 'contents'), at(list.json, 'shops')],
      [['VIDEO:610000000001'], ['330000000001']],
    );
    assert.equal(at(list.json, 'version'), Number(at(before.json, 'version')) + 1);
    assert.equal(
      (await send(`${sandbox.adminUrl}/emergency-offline`, { contents: ['610000000001'] }, {}, 'PUT')).status,
      400,
    );
  });
});
