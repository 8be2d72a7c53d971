import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox, UpstreamName } from '../../sandbox/index.js';
import { startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, ids, listAt, objectAt, send } from './support/http.js';

const UNKNOWN = '123456789012345678';

const ENDPOINTS: readonly {
  service: UpstreamName;
  path: string;
  prefix: string;
  limit: number;
  key: string;
  total?: true;
}[] = [
  { service: 'CONTENT', path: '/videos:batchGet', prefix: '6100000', limit: 50, key: 'videoId' },
  { service: 'CATALOG', path: '/items:batchGet', prefix: '7200000', limit: 40, key: 'itemId' },
  { service: 'PRICING', path: '/prices:batchGet', prefix: '7200000', limit: 50, key: 'itemId' },
  { service: 'INVENTORY', path: '/stocks:batchGet', prefix: '7200000', limit: 100, key: 'itemId' },
  { service: 'ACCOUNTS', path: '/accounts:batchGet', prefix: '2200000', limit: 50, key: 'accountId' },
  { service: 'ACCOUNTS', path: '/shops:batchGet', prefix: '3300000', limit: 50, key: 'shopId' },
  { service: 'LIVE', path: '/rooms:batchGet', prefix: '8800000', limit: 50, key: 'roomId' },
  {
    service: 'ENGAGEMENT',
    path: '/video-states:batchGet',
    prefix: '6100000',
    limit: 100,
    key: 'videoId',
    total: true,
  },
  {
    service: 'ENGAGEMENT',
    path: '/author-states:batchGet',
    prefix: '2200000',
    limit: 100,
    key: 'accountId',
    total: true,
  },
];

/** Properties every endpoint may be sent beside the ids. */
const BESIDE = { region: null, channel: 'APP' };

describe('batch endpoints', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  for (const { service, path, prefix, limit, key, total } of ENDPOINTS) {
    const ask = (body: unknown, headers: Record<string, string> = VIEWER) =>
      send(sandbox.urls[service] + path, body, headers);

    it(`${path} puts every id into exactly one part, keyed by id, up to its limit`, async () => {
      const asked = [...ids(prefix, 1, limit - 1), UNKNOWN];
      const { status, json } = await ask({ ids: asked, ...BESIDE });
      assert.equal(status, 200);
      const results = objectAt(json, 'results');
      const parts = [
        ...Object.keys(results),
        ...listAt(json, 'missing'),
        ...Object.keys(objectAt(json, 'errors')),
      ];
      assert.deepEqual(parts.toSorted(), asked.toSorted());
      for (const [id, record] of Object.entries(results)) assert.equal(at(record, key), id);
      assert.equal(
        UNKNOWN in results,
        total === true,
        'an unknown record is missing; a state never set is false',
      );
    });

    it(`${path} refuses more ids than its limit`, async () => {
      const { status, json } = await ask({ ids: ids(prefix, 1, limit + 1), ...BESIDE });
      assert.equal(status, 400);
      assert.equal(at(json, 'error', 'code'), 'BATCH_TOO_LARGE');
    });

    it(`${path} refuses requests that break the contract`, async () => {
      const id = ids(prefix, 1, 1)[0] ?? '';
      for (const bad of [
        {},
        { ids: [] },
        { ids: [id, id] },
        { ids: ['01'] },
        { ids: [7] },
        { ids: id },
        '[]',
        'not json',
        '',
      ]) {
        const { status, json } = await ask(typeof bad === 'string' ? bad : { ...BESIDE, ...bad });
        assert.deepEqual([status, at(json, 'error', 'code')], [400, 'INVALID_ARGUMENT'], JSON.stringify(bad));
      }
      assert.equal(
        (await ask({ ids: [id], ...BESIDE }, { ...VIEWER, 'content-type': 'text/plain' })).status,
        415,
      );
    });

    it(`${path} answers 405 to another method and 404 beside it`, async () => {
      const put = await send(sandbox.urls[service] + path, {}, VIEWER, 'PUT');
      assert.deepEqual([put.status, put.headers.get('allow')], [405, 'POST']);
      assert.equal((await send(`${sandbox.urls[service]}${path}x`, { ids: ['1'] })).status, 404);
    });
  }

  it('prices want a channel and a well-formed region', async () => {
    const url = `${sandbox.urls.PRICING}/prices:batchGet`;
    for (const bad of [
      { region: null },
      { region: 'Zhejiang', channel: 'APP' },
      { region: null, channel: 'FAX' },
    ]) {
      assert.equal((await send(url, { ids: ['720000000001'], ...bad })).status, 400, JSON.stringify(bad));
    }
    assert.equal((await send(url, { ids: ['720000000001'], region: 'CN-ZJ', channel: 'WEB' })).status, 200);
  });

  it('rooms by account are keyed by account and leave out accounts without a room', async () => {
    const accounts = ids('2200000', 1, 50);
    const { json } = await send(`${sandbox.urls.LIVE}/rooms:batchGetByAccount`, { ids: accounts });
    const results = objectAt(json, 'results');
    assert.ok(Object.keys(results).length > 0 && listAt(json, 'missing').length > 0);
    for (const [id, room] of Object.entries(results)) assert.equal(at(room, 'accountId'), id);
  });

  it('with dirty data a few ids fail or are forgotten, and work again ten seconds later', async () => {
    let now = 1_573_401_600_000;
    const dirty = await startSandbox({ dirty: true, now: () => now, only: ['INVENTORY'] });
    try {
      const scan = async (): Promise<{ failed: string[]; silent: string[] }> => {
        const found = { failed: [] as string[], silent: [] as string[] };
        for (let from = 1; from <= 10_000; from += 100) {
          const asked = ids('7200000', from, 100);
          const { json } = await send(`${dirty.urls.INVENTORY}/stocks:batchGet`, { ids: asked });
          const [results, errors] = [objectAt(json, 'results'), objectAt(json, 'errors')];
          found.failed.push(...Object.keys(errors));
          found.silent.push(...asked.filter((id) => !(id in results) && !(id in errors)));
        }
        return found;
      };
      const first = await scan();
      assert.ok(
        first.failed.length > 10 && first.failed.length < 60,
        `0.3 % of 10,000, got ${first.failed.length}`,
      );
      assert.ok(
        first.silent.length > 5 && first.silent.length < 45,
        `0.2 % of 10,000, got ${first.silent.length}`,
      );
      assert.deepEqual(await scan(), first, 'the same at the same time');
      now += 10_000;
      const later = await scan();
      assert.ok(later.failed.filter((id) => first.failed.includes(id)).length < first.failed.length / 4);
    } finally {
      await dirty.close();
    }
  });
});
