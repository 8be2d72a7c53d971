import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Fault, Sandbox, UpstreamName } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, get, ids, listAt, objectAt, send } from './support/http.js';
import { legacy, many, retCode } from './support/legacy.js';
import { contentIds, recommend } from './support/recommend.js';

const ASKED = ids('7200000', 1, 6);
const [FIRST = ''] = ASKED;

describe('faults of data', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ now: () => 1_573_401_600_000 });
  });
  after(() => sandbox.close());
  afterEach(() => send(`${sandbox.adminUrl}/faults`, {}, {}, 'DELETE'));
  const set = (service: UpstreamName, ...faults: Fault[]) => sandbox.setFaults(service, faults);
  const prices = async () =>
    (await send(`${sandbox.urls.PRICING}/prices:batchGet`, { ids: ASKED, region: null, channel: 'APP' }))
      .json;

  it('PARTIAL, ITEM_ERRORS and SILENT_MISS move every second id, or the given ones', async () => {
    const moved = ASKED.filter((_, index) => index % 2 === 0);
    const kept = ASKED.filter((_, index) => index % 2 === 1);
    await set('PRICING', { kind: 'PARTIAL' });
    assert.deepEqual(
      [Object.keys(objectAt(await prices(), 'results')), at(await prices(), 'missing')],
      [kept, moved],
    );
    await set('PRICING', { kind: 'ITEM_ERRORS' });
    assert.deepEqual(Object.keys(objectAt(await prices(), 'errors')), moved);
    assert.equal(at(await prices(), 'errors', FIRST, 'retryable'), true);
    await set('PRICING', { kind: 'SILENT_MISS', ids: [FIRST] });
    const silent = await prices();
    assert.deepEqual(Object.keys(objectAt(silent, 'results')), ASKED.slice(1));
    assert.deepEqual([at(silent, 'missing'), at(silent, 'errors')], [[], {}]);
    await set('PRICING', { kind: 'PARTIAL', args: { every: 1 } });
    assert.equal(listAt(await prices(), 'missing').length, 6);
  });

  it('EXTRA_IDS adds records nobody asked for, SHUFFLE reverses, DUPLICATES repeats', async () => {
    const plain = await prices();
    await set('PRICING', { kind: 'EXTRA_IDS', args: { count: 2 } });
    const extra = Object.entries(objectAt(await prices(), 'results'));
    assert.equal(extra.length, 8);
    for (const [id, price] of extra) assert.equal(at(price, 'itemId'), id);
    await set('PRICING', { kind: 'SHUFFLE' });
    assert.deepEqual(Object.keys(objectAt(await prices(), 'results')), ASKED.toReversed());
    assert.deepEqual(await prices(), plain, 'order means nothing');

    await set('PRICING', { kind: 'DUPLICATES' });
    const response = await fetch(`${sandbox.urls.PRICING}/prices:batchGet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ids: ASKED, region: null, channel: 'APP' }),
    });
    const text = await response.text();
    assert.equal(text.split(`"${FIRST}":{`).length, 3, 'the key stands twice');
    assert.deepEqual(at(JSON.parse(text), 'results'), at(plain, 'results'));
    assert.deepEqual(at(JSON.parse(text), 'missing'), [FIRST], 'and in another part');
    await set('ALGORITHM', { kind: 'DUPLICATES' });
    const items = contentIds(await recommend(sandbox.urls.ALGORITHM));
    assert.equal(items.length, 20);
    assert.equal(new Set(items).size, 10);
  });

  it('faults of which records an answer holds leave alone what is one record', async () => {
    const profile = () => get(`${sandbox.urls.ENGAGEMENT}/viewer-profile`, VIEWER);
    const plain = await profile();
    assert.equal(plain.status, 200);
    for (const kind of ['PARTIAL', 'SILENT_MISS', 'ITEM_ERRORS', 'EXTRA_IDS', 'SHUFFLE'] as const) {
      await set('ENGAGEMENT', { kind });
      assert.deepEqual((await profile()).json, plain.json, kind);
    }
  });

  it('field faults change the named field of every record, or of the given ids only', async () => {
    const sale = async (id: string) => at(await prices(), 'results', id, 'saleCents');
    await set('PRICING', { kind: 'NULL_FIELD', ids: [FIRST], args: { field: 'saleCents' } });
    assert.equal(await sale(FIRST), null);
    assert.equal(typeof (await sale(ASKED[1] ?? '')), 'number');
    await set('PRICING', { kind: 'NULL_FIELD', args: { field: 'saleCents', absent: 1 } });
    assert.equal(await sale(FIRST), undefined);
    await set('PRICING', { kind: 'NUMBER_AS_STRING', args: { field: 'saleCents' } });
    assert.equal(typeof (await sale(FIRST)), 'string');
    await set('PRICING', { kind: 'NEGATIVE', args: { field: 'saleCents' } });
    assert.ok(Number(await sale(FIRST)) < 0);
    await set('PRICING', { kind: 'NEGATIVE', args: { field: 'saleCents', value: 1e308 } });
    assert.equal(await sale(FIRST), 1e308);
    await set('PRICING', { kind: 'WRONG_TYPE', args: { field: 'saleCents' } });
    assert.ok(Array.isArray(await sale(FIRST)));
    await set('PRICING', { kind: 'UNKNOWN_ENUM', args: { field: 'coupons.audience' } });
    const audiences = Object.values(objectAt(await prices(), 'results')).flatMap((price) => listAt(price, 'coupons')).map((coupon) => at(coupon, 'audience')); // prettier-ignore
    assert.deepEqual([...new Set(audiences)], ['SOMETHING_NEW']);
  });

  it('field faults have a sensible default', async () => {
    const video = async () =>
      at(
        (await send(`${sandbox.urls.CONTENT}/videos:batchGet`, { ids: ['610000000001'] })).json,
        'results',
        '610000000001',
      );
    await set('CONTENT', { kind: 'NULL_FIELD' });
    assert.equal(at(await video(), 'videoId'), null);
    await set('CONTENT', { kind: 'UNKNOWN_ENUM' });
    assert.deepEqual(
      [at(await video(), 'status'), at(await video(), 'sources', 0, 'definition')],
      ['SOMETHING_NEW', 'SOMETHING_NEW'],
    );
    await set('CONTENT', { kind: 'HUGE_TEXT', args: { chars: 5_000 } });
    assert.equal(String(at(await video(), 'title')).length, 5_000);
    await set('CONTENT', { kind: 'NEGATIVE' });
    assert.ok(
      Number(at(await video(), 'durationMs')) < 0 && Number(at(await video(), 'counters', 'play')) < 0,
    );
    await set('CONTENT', { kind: 'STALE', args: { ageMs: 60_000 } });
    assert.equal(at(await video(), 'counters', 'asOf'), 1_573_401_600_000 - 60_000);
  });

  it('WRONG_SUBJECT answers for somebody else, everywhere', async () => {
    for (const service of ['ALGORITHM', 'ENGAGEMENT', 'EXPOSURE', 'LEGACY'] as const)
      await set(service, { kind: 'WRONG_SUBJECT' });
    const { ALGORITHM, ENGAGEMENT, EXPOSURE, LEGACY } = sandbox.urls;
    assert.equal(at((await recommend(ALGORITHM)).json, 'subject'), 'v:intruder');
    assert.equal(at((await get(`${ENGAGEMENT}/viewer-profile`, VIEWER)).json, 'subject'), 'v:intruder');
    assert.equal(
      at((await get(`${EXPOSURE}/exposures?days=7&limit=5`, VIEWER)).json, 'subject'),
      'v:intruder',
    );
    const state = await legacy(LEGACY, 'mtop.wow.viewer.state', { videoIds: '', accountIds: '' }, VIEWER);
    assert.equal(at(state.json, 'data', 'uid'), 'intruder');
  });

  it('REPEAT_PAGE answers the first page again, from ALGORITHM and LEGACY', async () => {
    await set('ALGORITHM', { kind: 'REPEAT_PAGE' });
    const first = await recommend(sandbox.urls.ALGORITHM);
    const again = await recommend(sandbox.urls.ALGORITHM, { cursor: at(first.json, 'nextCursor') });
    assert.deepEqual(contentIds(again), contentIds(first));
    await set('LEGACY', { kind: 'REPEAT_PAGE' });
    const page = async (pageNum: string) => {
      const data = {
        sceneId: 'home',
        pageNum,
        pageSize: '5',
        deviceId: 'd',
        platform: 'ios',
        appVersion: '1',
      };
      return many(
        at((await legacy(sandbox.urls.LEGACY, 'mtop.wow.video.feed', data)).json, 'data', 'resultList'),
      );
    };
    assert.deepEqual(await page('7'), await page('1'));
  });

  it('RET answers a code of the mobile gateway, QUIRKS writes every value oddly', async () => {
    const items = () => legacy(sandbox.urls.LEGACY, 'mtop.wow.item.batchget', { itemIds: ASKED.join() });
    await set('LEGACY', { kind: 'RET', args: { code: 'FAIL_SYS_TRAFFIC_LIMIT' } });
    const limited = await items();
    assert.deepEqual(
      [limited.status, retCode(limited), at(limited.json, 'data')],
      [200, 'FAIL_SYS_TRAFFIC_LIMIT', {}],
    );
    await set('LEGACY', { kind: 'QUIRKS' });
    assert.equal(typeof at((await items()).json, 'data', 'itemList', 0, 'itemId'), 'number');
    await set('LEGACY', { kind: 'QUIRKS', args: { rate: 0 } });
    assert.equal(typeof at((await items()).json, 'data', 'itemList', 0, 'itemId'), 'string');
  });

  it('BAD_DIGEST and OLD_VERSION spoil a slot plan, also for readers that hold an ETag', async () => {
    const url = `${sandbox.urls.SLOTS}/slot-plans/home`;
    const good = await get(url);
    const version = Number(at(good.json, 'planVersion'));
    const headers = { 'if-none-match': good.headers.get('etag') ?? '' };
    await set('SLOTS', { kind: 'BAD_DIGEST' });
    const bad = await get(url, headers);
    assert.deepEqual(
      [bad.status, at(bad.json, 'planVersion'), at(bad.json, 'digest')],
      [200, version + 1, at(good.json, 'digest')],
    );
    await set('SLOTS', { kind: 'OLD_VERSION' });
    assert.equal(at((await get(url, headers)).json, 'planVersion'), version - 1);
  });
});
