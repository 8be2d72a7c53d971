import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { recommendedRecord, roomId, videoId, videoRecord, type Wire } from '../support/records.js';
import { batch, failure, json, recommend, subjectOf, type FakeCall } from '../support/fake-upstreams.js';
import { creativeRecord, slotRecord } from '../support/slot-records.js';
import { bare, startBoundaryGateway } from './support/boundary-gateway.js';
import { assertNextTier, shown, videoIds, videos } from './support/shown.js';

const pool = (from: number, to: number) => ({
  pools: [
    { poolId: 'p', contents: videoIds(from, to).map((contentId) => ({ contentType: 'VIDEO', contentId })) },
  ],
});
const gateway = await startBoundaryGateway({
  scenes: {
    home: {},
    filled: { policy: bare({ backfillOrder: ['POOL'] }), ...pool(201, 220) },
    instead: { policy: bare({ onAlgorithmFailure: 'BACKFILL', backfillOrder: ['POOL'] }), ...pool(201, 220) },
    // Positions 0 and 12: the second slot is on page two.
    slotted: {
      slots: [
        slotRecord('first', { creatives: [creativeRecord('c-first', videoId(40))] }),
        slotRecord('later', {
          placement: { kind: 'FIXED', position: 12 },
          creatives: [creativeRecord('c-later', videoId(41))],
        }),
      ],
    },
  },
});
const { upstreams } = gateway;
after(() => gateway.close());
beforeEach(() => upstreams.reset());

/** The algorithm answers with one list, the properties of which a test may choose. */
const answers = (ids: readonly string[], overrides: Wire = {}) =>
  upstreams.on('ALGORITHM', '/recommendations', recommend(ids, overrides));
/** The algorithm answers with fifteen good videos, but for these properties of its items, by index. */
const items = (...dirt: [index: number, overrides: Wire][]) => {
  const list = videoIds(1, 15).map((id, position) => recommendedRecord(id, position));
  for (const [index, overrides] of dirt) list[index] = { ...list[index], ...overrides };
  answers([], { items: list });
};
const asked = (): FakeCall[] => [...upstreams.callsOf('ALGORITHM', '/recommendations')];
const cursorOf = ({ data }: { data: any }): string => data.feed.pageInfo.endCursor;

describe('boundary checks of recommendations', () => {
  it('a good list counts nothing', async () => {
    items();
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, {});
  });

  it('RC_FAILED: without the algorithm the tier fails', async () => {
    for (const status of [400, 429, 500, 503]) {
      upstreams.on('ALGORITHM', '/recommendations', () => failure(status));
      const { answer, counts } = await gateway.page('home');
      assertNextTier(answer);
      assert.deepEqual(counts, { RC_FAILED: 1 });
    }
    upstreams.on('ALGORITHM', '/recommendations', () => json({ subject: 'v:u1', items: 'none' }));
    assert.deepEqual((await gateway.page('home')).counts, { RC_FAILED: 1 });
  });

  it('RC_FAILED: a scene that wants backfill instead gets it', async () => {
    upstreams.fail('ALGORITHM');
    const { answer, counts } = await gateway.page('instead');
    assert.deepEqual(shown(answer), videos(201, 210));
    assert.deepEqual(
      new Set(answer.data.feed.edges.map(({ source }: { source: string }) => source)),
      new Set(['BACKFILL_POOL']),
    );
    assert.deepEqual(counts, { RC_FAILED: 1 });
  });

  it('RC_NULL: a list null or missing is an empty list', async () => {
    for (const list of [null, undefined]) {
      answers([], { items: list });
      const { answer, counts } = await gateway.page('home');
      assertNextTier(answer);
      assert.deepEqual(counts, { RC_NULL: 1, RC_EMPTY: 1 });
    }
  });

  it('RC_EMPTY: an empty page one is a failure, whatever its status says', async () => {
    answers([]);
    const { answer, counts } = await gateway.page('home');
    assertNextTier(answer);
    assert.deepEqual(counts, { RC_EMPTY: 1 });
    const instead = await gateway.page('instead');
    assert.deepEqual(shown(instead.answer), videos(201, 210));
    assert.deepEqual(instead.counts, { RC_EMPTY: 1 });
  });

  it('RC_SHORT: a list shorter than asked for is filled up', async () => {
    answers(videoIds(1, 6));
    const { answer, counts } = await gateway.page('filled');
    assert.deepEqual(shown(answer), [...videos(1, 6), ...videos(201, 204)]);
    assert.deepEqual(counts, { RC_SHORT: 1 });
    assert.equal(await gateway.metric('vitrine_mixing_notes_total', { note: 'BACKFILLED' }), 4 + 20);
    answers(videoIds(1, 15));
    assert.deepEqual((await gateway.page('filled')).counts, {});
    answers(videoIds(1, 14));
    assert.deepEqual((await gateway.page('filled')).counts, { RC_SHORT: 1 });
  });

  it('RC_DUPLICATE: the first of equal contents stays', async () => {
    items([3, { contentId: videoId(1) }], [4, { contentId: videoId(1) }]);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), [...videos(1, 3), ...videos(6, 12)]);
    assert.deepEqual(counts, { RC_DUPLICATE: 2, RC_SHORT: 1 });
  });

  it('RC_ID: an id that is blank, not decimal or over 19 digits drops the item', async () => {
    const bad = ['', 'x1', '0', '1'.repeat(20), 610];
    items(...bad.map((contentId, i): [number, Wire] => [i, { contentId }]));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(6, 15));
    assert.deepEqual(counts, { RC_ID: 5, RC_SHORT: 1 });
    items([0, { contentId: '9'.repeat(19) }]);
    assert.equal((await gateway.page('home')).counts.RC_ID, undefined);
  });

  it('RC_TYPE: an unknown content type drops the item, products too', async () => {
    items([0, { contentType: 'item' }], [1, { contentType: 'article' }], [2, { contentType: null }]);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(4, 13));
    assert.deepEqual(counts, { RC_TYPE: 3, RC_SHORT: 1 });
    items([1, { contentType: 'live', contentId: roomId(90) }]);
    assert.deepEqual((await gateway.page('home')).counts, {});
  });

  it('RC_POSITION: the order of the list counts, not the positions in it', async () => {
    items([0, { position: 9 }], [1, { position: 1.5 }], [2, { position: null }]);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { RC_POSITION: 3 });
  });

  it('RC_REPEATED: what the session has shown does not come back', async () => {
    answers(videoIds(1, 15), { hasMore: true, nextCursor: '2' });
    const first = await gateway.page('home', { first: 10 });
    answers([...videoIds(9, 12), ...videoIds(31, 41)]);
    const { answer, counts } = await gateway.page('home', { after: cursorOf(first.answer) });
    assert.deepEqual(shown(answer), ['video 11', 'video 12', ...videos(31, 38)]);
    assert.deepEqual(counts, { RC_REPEATED: 2 });
  });

  it('RC_REPEATED: what slots show on other pages is not shown before', async () => {
    answers([videoId(1), videoId(41), ...videoIds(2, 14)]);
    const { answer, counts } = await gateway.page('slotted');
    assert.deepEqual((asked()[0]?.body as { filterIds: string[] }).filterIds, [videoId(40), videoId(41)]);
    assert.deepEqual(shown(answer), ['video 40', ...videos(1, 9)]);
    assert.deepEqual(counts, { RC_REPEATED: 1 });
  });

  it('RC_REPEATED: a content pinned on this page stays at its pin and takes the trace along', async () => {
    answers([videoId(1), videoId(40), ...videoIds(2, 14)]);
    const { answer, counts } = await gateway.page('slotted');
    assert.deepEqual(shown(answer), ['video 40', ...videos(1, 9)]);
    assert.equal(answer.data.feed.edges[0].tracking.algoTrace, `1007.40050.${videoId(40)}`);
    assert.deepEqual(counts, { RC_REPEATED: 1 });
  });

  it('RC_PVID: a page view id that is missing or over 64 characters is replaced by our own', async () => {
    for (const pvid of [undefined, null, '', 'x'.repeat(65), 7]) {
      answers(videoIds(1, 15), { pvid });
      const { answer, counts } = await gateway.page('home');
      assert.match(answer.data.feed.edges[0].tracking.pvid, /^local-[0-9a-f-]{36}$/);
      assert.deepEqual(counts, { RC_PVID: 1 });
    }
    answers(videoIds(1, 15), { pvid: 'x'.repeat(64) });
    const { answer, counts } = await gateway.page('home');
    assert.equal(answer.data.feed.edges[9].tracking.pvid, 'x'.repeat(64));
    assert.deepEqual(counts, {});
  });

  it('RC_TRACE: a trace that is missing or over 512 characters keeps the item', async () => {
    items([0, { trace: null }], [1, { trace: 'x'.repeat(513) }], [2, { trace: 'x'.repeat(512) }]);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    const traces = answer.data.feed.edges.map(({ tracking }: { tracking: Wire }) => tracking['algoTrace']);
    assert.deepEqual(traces.slice(0, 3), [null, null, 'x'.repeat(512)]);
    assert.deepEqual(counts, { RC_TRACE: 2 });
  });

  it('RC_EMPTY_MORE: an empty later page is asked for once more', async () => {
    answers(videoIds(1, 10), { hasMore: true, nextCursor: 'c1' });
    const first = await gateway.page('home');
    upstreams.on('ALGORITHM', '/recommendations', (call, response) =>
      (call.body as { cursor: string }).cursor === 'c1'
        ? recommend([], { hasMore: true, nextCursor: 'c2' })(call, response)
        : recommend(videoIds(31, 45))(call, response),
    );
    const { answer, counts } = await gateway.page('home', { after: cursorOf(first.answer) });
    assert.deepEqual(shown(answer), videos(31, 40));
    assert.deepEqual(
      asked().map(({ body }) => (body as { cursor: unknown }).cursor),
      [null, 'c1', 'c2'],
    );
    assert.deepEqual(counts, { RC_SHORT: 1, RC_EMPTY_MORE: 1 });
  });

  it('RC_EMPTY_MORE: empty twice with more to come is a failure, empty at the end is the end', async () => {
    answers(videoIds(1, 10), { hasMore: true, nextCursor: 'c1' });
    const first = await gateway.page('home');
    answers([], { hasMore: true, nextCursor: 'c2' });
    const more = await gateway.page('home', { after: cursorOf(first.answer) });
    assertNextTier(more.answer);
    assert.deepEqual(more.counts, { RC_SHORT: 2, RC_EMPTY_MORE: 1 });
    assert.equal(asked().length, 3);
    answers([]);
    const end = await gateway.page('home', { after: cursorOf(first.answer) });
    assert.deepEqual([shown(end.answer), end.answer.data.feed.pageInfo.hasNextPage], [[], false]);
    assert.deepEqual(end.counts, { RC_SHORT: 1 });
  });

  it('RC_EMPTY_MORE: what was dropped from the empty page is counted', async () => {
    answers(videoIds(1, 10), { hasMore: true, nextCursor: 'c1' });
    const first = await gateway.page('home');
    const isSecond = (call: FakeCall) => (call.body as { cursor: string }).cursor === 'c1';
    const repeatedAndOffline = recommend([...videoIds(9, 10), ...videoIds(51, 63)], {
      hasMore: true,
      nextCursor: 'c2',
    });
    upstreams.on('ALGORITHM', '/recommendations', (call, response) =>
      (isSecond(call) ? repeatedAndOffline : recommend(videoIds(31, 45)))(call, response),
    );
    const status = (id: string) => (id > videoId(50) ? 'OFFLINE' : 'NORMAL');
    upstreams.on(
      'CONTENT',
      '/videos:batchGet',
      batch((id) => videoRecord(id, { status: status(id) }, gateway.clock.now)),
    );
    const { answer, counts } = await gateway.page('home', { after: cursorOf(first.answer) });
    assert.deepEqual(shown(answer), videos(31, 40));
    assert.deepEqual(counts, { RC_REPEATED: 2, CT_STATUS: 13, RC_EMPTY_MORE: 1 });
  });

  it('RC_SIZE: an answer over 2 MiB is a failure', async () => {
    const limit = 2 * 1024 * 1024;
    const sized = (bytes: number) => (call: FakeCall) => {
      const items = videoIds(1, 15).map((id, position) => recommendedRecord(id, position));
      const page = { ...subjectOf(call), pvid: 'p', hasMore: false, nextCursor: null, buckets: '', items };
      const text = JSON.stringify({ ...page, padding: '' });
      return json({ ...page, padding: 'x'.repeat(bytes - text.length) });
    };
    upstreams.on('ALGORITHM', '/recommendations', sized(limit + 1));
    const { answer, counts } = await gateway.page('home');
    assertNextTier(answer);
    assert.deepEqual(counts, { RC_SIZE: 1 });
    upstreams.on('ALGORITHM', '/recommendations', sized(limit));
    assert.deepEqual((await gateway.page('home')).counts, {});
  });

  it('RC_SCORE: a score that makes no sense changes nothing', async () => {
    items(
      [0, { score: -1 }],
      [1, { score: 1e7 }],
      [2, { score: 'NaN' }],
      [3, { score: 0 }],
      [4, { score: null }],
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, { RC_SCORE: 3 });
  });

  it('RC_LOOP: a list that begins anew has ended', async () => {
    answers(videoIds(1, 10), { hasMore: true, nextCursor: 'c1' });
    const after = cursorOf((await gateway.page('home', { first: 10 })).answer);
    const page = (repeated: number) =>
      answers([...videoIds(1, repeated), ...videoIds(31, 40 - repeated)], {
        hasMore: true,
        nextCursor: 'c2',
      });
    page(8);
    const most = await gateway.page('home', { after });
    assert.deepEqual(shown(most.answer), videos(31, 32));
    assert.equal(most.answer.data.feed.pageInfo.hasNextPage, true);
    assert.deepEqual(most.counts, { RC_SHORT: 1, RC_REPEATED: 8 });
    page(9);
    const loop = await gateway.page('home', { after });
    assert.deepEqual(shown(loop.answer), ['video 31']);
    assert.equal(loop.answer.data.feed.pageInfo.hasNextPage, false);
    assert.deepEqual(loop.counts, { RC_SHORT: 1, RC_REPEATED: 9, RC_LOOP: 1 });
  });
});
