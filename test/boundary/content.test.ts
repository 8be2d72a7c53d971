import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  accountId,
  accountRecord,
  authorStateRecord,
  shopId,
  shopRecord,
  sourceRecord,
  videoId,
  videoRecord,
  type Wire,
} from '../support/records.js';
import { batch, failure, recommend } from '../support/fake-upstreams.js';
import { ANONYMOUS } from '../support/gateway.js';
import { creativeRecord, emergencyRecord, slotRecord } from '../support/slot-records.js';
import { bare, startBoundaryGateway } from './support/boundary-gateway.js';
import { assertNextTier, eventually, shown, videoGlobalId, videoIds, videos } from './support/shown.js';

/** `count` slots, strongest first, of 20 creatives each: all of them are asked for when the slots are on the page. */
const crowdedSlots = (count: number) =>
  Array.from({ length: count }, (_, slot) =>
    slotRecord(`s-${slot}`, {
      placement: { kind: 'FIXED', position: slot % 10 },
      creatives: videoIds(1_001 + slot * 20, 1_020 + slot * 20).map((id) => creativeRecord(`c-${id}`, id)),
    }),
  );

const gateway = await startBoundaryGateway({
  scenes: {
    home: {},
    titled: { policy: bare({ fallbackTitle: 'Worth a look' }) },
    brief: { policy: bare({ maxDurationMs: 60_000 }) },
    crowded: { slots: crowdedSlots(13) },
    roomy: { slots: crowdedSlots(1) },
  },
  env: { MEDIA_HOSTS: 'img.example.test,video.example.test' },
});
const { upstreams, clock } = gateway;
after(() => gateway.close());
beforeEach(() => {
  upstreams.reset();
  upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(1, 15)));
});

/** CONTENT answers with these properties for the videos of these numbers; null: missing, undefined: failed. */
function content(dirt: Readonly<Record<number, Wire | null | undefined>>): void {
  const recordOf = (id: string): Wire | null | undefined => {
    const index = Number(id.slice(-9));
    const overrides = index in dirt ? dirt[index] : {};
    return overrides && videoRecord(id, overrides, clock.now);
  };
  upstreams.on('CONTENT', '/videos:batchGet', batch(recordOf, 50));
}

/** The same dirt in videos 1, 2 and so on, one each. */
const each = (...dirt: (Wire | null | undefined)[]) =>
  content(Object.fromEntries(dirt.map((overrides, i) => [i + 1, overrides])));
const source = (overrides: Wire): Wire => ({ sources: [sourceRecord(overrides)] });
const videoAt = ({ data }: { data: any }, position: number) => data.feed.edges[position].node.video;

describe('boundary checks of contents', () => {
  it('good contents count nothing', async () => {
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(1, 10));
    assert.deepEqual(counts, {});
  });

  it('CT_MISSING: contents that are missing or failed are left out', async () => {
    each(null, undefined, null, undefined);
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), videos(5, 14));
    assert.deepEqual(counts, { CT_MISSING: 4 });
  });

  it('CT_MISSING: with more than half of them gone the tier fails', async () => {
    upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(1, 16)));
    each(...Array<null>(8).fill(null));
    const half = await gateway.page('home');
    assert.deepEqual([shown(half.answer), half.counts], [videos(9, 16), { CT_MISSING: 8 }]);
    each(...Array<null>(5).fill(null), ...Array<undefined>(4).fill(undefined));
    const more = await gateway.page('home');
    assertNextTier(more.answer);
    assert.deepEqual(more.counts, { CT_MISSING: 9 });
    upstreams.fail('CONTENT');
    assert.deepEqual((await gateway.page('home')).counts, { CT_MISSING: 16 });
  });

  it('CT_MISSING: contents that may not be shown are not missing', async () => {
    each(...Array<Wire>(10).fill({ coverUrl: null }));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [videos(11, 15), { CT_MEDIA: 10 }]);
  });

  it('CT_SPLIT: more ids than one batch may hold are asked for in several, four at a time', async () => {
    let open = 0;
    let most = 0;
    const sizes: number[] = [];
    const answer = batch((id) => videoRecord(id, {}, clock.now), 50);
    upstreams.on('CONTENT', '/videos:batchGet', async (call, response) => {
      sizes.push(call.ids.length);
      most = Math.max(most, ++open);
      await sleep(50);
      open -= 1;
      return answer(call, response);
    });
    const { counts } = await gateway.page('crowded');
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      13 * 20 + 15,
    );
    assert.ok(sizes.length >= 6 && Math.max(...sizes) <= 50);
    assert.ok(most > 1 && most <= 4, `${most} at a time`);
    assert.deepEqual(counts.CT_SPLIT, 1);
    sizes.length = 0;
    const one = await gateway.page('roomy');
    assert.deepEqual([sizes.length, one.counts], [1, {}]);
  });

  it('CT_STATUS: what is not public, passed and in its time is left out', async () => {
    const { now } = clock;
    each(
      { status: 'OFFLINE' },
      { auditStatus: 'PENDING' },
      { visibility: 'PRIVATE' },
      { expireAt: now },
      { publishAt: now + 1 },
    );
    const dirty = await gateway.page('home');
    assert.deepEqual([shown(dirty.answer), dirty.counts], [videos(6, 15), { CT_STATUS: 5 }]);
    each({ expireAt: now + 1 }, { publishAt: now });
    const open = await gateway.page('home');
    assert.deepEqual([shown(open.answer), open.counts], [videos(1, 10), {}]);
  });

  it('CT_STATUS: an emergency list takes contents off by id, author and shop', async () => {
    const shop = videoRecord(videoId(3))['shopId'];
    const former = gateway.published.emergency;
    gateway.published.emergency = emergencyRecord({
      version: 2,
      contents: [`VIDEO:${videoId(1)}`],
      authors: [accountId(2)],
      shops: [shop],
    });
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'video 4');
    assert.deepEqual((await gateway.page('home')).counts, { CT_STATUS: 3 });
    gateway.published.emergency = { ...former, version: 3 };
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'video 1');
  });

  it('CT_STATUS: an emergency list takes off the videos of an author whose shop can be told by its id alone', async () => {
    const nameless = (id: string) => accountRecord(id, { shop: shopRecord(shopId(900), { name: null }) });
    upstreams.on(
      'ACCOUNTS',
      '/accounts:batchGet',
      batch((id) => (id === accountId(1) ? nameless(id) : accountRecord(id)), 50),
    );
    const former = gateway.published.emergency;
    gateway.published.emergency = emergencyRecord({ version: 4, shops: [shopId(900)] });
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'video 2');
    gateway.published.emergency = { ...former, version: 5 };
    await eventually(async () => shown((await gateway.page('home')).answer)[0] === 'video 1');
  });

  it('CT_MEDIA: what has no cover or no source left is left out', async () => {
    each({ coverUrl: null }, { coverUrl: ' ' }, { sources: [] }, source({ format: 'avi' }));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [videos(5, 14), { CT_MEDIA: 4 }]);
  });

  it('CT_DURATION: what lasts no time, ten hours, or too long for its scene is left out', async () => {
    each({ durationMs: 0 }, { durationMs: -1 }, { durationMs: 36_000_000 });
    const dirty = await gateway.page('home');
    assert.deepEqual([shown(dirty.answer), dirty.counts], [videos(4, 13), { CT_DURATION: 3 }]);
    each({ durationMs: 1 }, { durationMs: 35_999_999 });
    const long = await gateway.page('home');
    assert.deepEqual([shown(long.answer), long.counts], [videos(1, 10), {}]);
    each({ durationMs: 60_000 }, { durationMs: 60_001 });
    const brief = await gateway.page('brief');
    assert.deepEqual(
      [shown(brief.answer).slice(0, 2), brief.counts],
      [['video 1', 'video 3'], { CT_DURATION: 1 }],
    );
  });

  it('CT_SIZE: unknown dimensions are null, and the shape upright', async () => {
    each({ width: null, height: null }, { width: 0 }, { width: 1_280, height: 720 });
    const { answer, counts } = await gateway.page('home');
    for (const position of [0, 1]) {
      const { cover, orientation } = videoAt(answer, position);
      assert.deepEqual([cover.width, cover.height, orientation], [null, null, 'PORTRAIT']);
    }
    assert.equal(videoAt(answer, 2).orientation, 'LANDSCAPE');
    assert.deepEqual(counts, { CT_SIZE: 2 });
  });

  it('CT_URL: addresses become https, those of other hosts are dropped', async () => {
    const good = sourceRecord();
    each(
      { coverUrl: 'http://img.example.test/1.jpg' },
      { coverUrl: '//img.example.test/2.jpg' },
      { coverUrl: 'https://elsewhere.test/3.jpg' },
      { sources: [sourceRecord({ definition: 'UHD', url: 'https://elsewhere.test/4.mp4' }), good] },
      source({ url: 'https://elsewhere.test/5.mp4' }),
      { coverUrl: 'not an address' },
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual(shown(answer), ['video 1', 'video 2', 'video 4', ...videos(7, 13)]);
    assert.equal(videoAt(answer, 0).cover.url, 'https://img.example.test/1.jpg');
    assert.equal(videoAt(answer, 1).cover.url, 'https://img.example.test/2.jpg');
    assert.deepEqual(
      videoAt(answer, 2).sources.map(({ url }: { url: string }) => url),
      [good['url']],
    );
    assert.deepEqual(counts, { CT_URL: 6, CT_MEDIA: 3 });
  });

  it('CT_EXPIRING: a signed source that ends within ten minutes is dropped', async () => {
    const endsIn = (ms: number) => source({ expiresAt: clock.now + ms });
    each(endsIn(599_999), endsIn(600_000));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [videos(2, 11), { CT_EXPIRING: 1, CT_MEDIA: 1 }]);
  });

  it('CT_TITLE: without a title the scene lends one, or the video is left out', async () => {
    each({ title: null }, { title: '\u202e <b> </b>\u0007' }, { title: ' <i>Fold</i> a shirt ' });
    const dropped = await gateway.page('home');
    assert.deepEqual([shown(dropped.answer), dropped.counts], [videos(3, 12), { CT_TITLE: 2 }]);
    assert.equal(videoAt(dropped.answer, 0).title, 'Fold a shirt');
    const lent = await gateway.page('titled');
    assert.deepEqual([shown(lent.answer), lent.counts], [videos(1, 10), { CT_TITLE: 2 }]);
    assert.deepEqual(
      [0, 1, 2].map((position) => videoAt(lent.answer, position).title),
      ['Worth a look', 'Worth a look', 'Fold a shirt'],
    );
  });

  it('CT_TITLE: a title is cut at 60 graphemes', async () => {
    const family = '👨‍👩‍👧';
    each({ title: family.repeat(61) }, { title: family.repeat(60) });
    const { answer, counts } = await gateway.page('home');
    assert.equal(videoAt(answer, 0).title, `${family.repeat(59)}…`);
    assert.equal(videoAt(answer, 1).title, family.repeat(60));
    assert.deepEqual(counts, { CT_TITLE: 1 });
  });

  it('CT_COUNTER: a counter that is none is null, a good one is cut and never rounded up', async () => {
    const asOf = clock.now;
    const plays = (play: unknown) => ({ counters: { play, like: 1, comment: 1, share: 1, asOf } });
    each(...[9_999, 10_000, 123_999, 129_999_999, -1, null, '7'].map(plays), { counters: null });
    const { answer, counts } = await gateway.page('home');
    const texts = Array.from({ length: 7 }, (_, i) => videoAt(answer, i).stats.playCountText as unknown);
    assert.deepEqual(texts, ['9999', '1万', '12.3万', '1.2亿', null, null, null]);
    assert.equal(videoAt(answer, 7).stats, null);
    assert.ok(!answer.text.includes('"-"'));
    assert.deepEqual(counts, { CT_COUNTER: 4 });
  });

  it('CT_COUNTER: counters hold for ten minutes', async () => {
    const aged = (age: number) => ({
      counters: { play: 7, like: 7, comment: 7, share: 7, asOf: clock.now - age },
    });
    each(aged(600_000), aged(600_001));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([videoAt(answer, 0).stats.playCount, videoAt(answer, 1).stats], [7, null]);
    assert.deepEqual(counts, { CT_COUNTER: 1 });
  });

  it('CT_AUTHOR: what a banned or closed author published is left out', async () => {
    const statuses = ['BANNED', 'CLOSED', 'UNHEARD_OF', 'NORMAL'];
    const statusOf = (id: string) => statuses[Number(id.slice(-9)) - 1] ?? 'NORMAL';
    upstreams.on(
      'ACCOUNTS',
      '/accounts:batchGet',
      batch((id) => accountRecord(id, { status: statusOf(id) })),
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [videos(4, 13), { CT_AUTHOR: 3 }]);
    const byId = await gateway.ask('query ($id: ID!) { video(id: $id) { title author { name } } }', {
      id: videoGlobalId(1),
    });
    assert.deepEqual(byId.data.video, { title: 'Video 1', author: null });
  });

  it('CT_AUTHOR: what an author published whom the viewer blocked is left out, for this viewer', async () => {
    upstreams.on(
      'ENGAGEMENT',
      '/author-states:batchGet',
      batch((id) => authorStateRecord(id, { blocked: id === accountId(2) })),
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [['video 1', ...videos(3, 11)], { CT_AUTHOR: 1 }]);
    const anyone = await gateway.page('home', {}, ANONYMOUS);
    assert.deepEqual([shown(anyone.answer), anyone.counts], [videos(1, 10), { RQ_ANON: 1 }]);
  });

  it('CT_AUTHOR: an author who cannot be read leaves nothing out', async () => {
    upstreams.on('ACCOUNTS', '/accounts:batchGet', () => failure(500));
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [videos(1, 10), {}]);
    assert.equal(videoAt(answer, 0).author, null);
  });

  it('CT_REUPLOAD: of the same material the first stays, over the page and the pages before', async () => {
    const fingerprint = 'abcdefabcdefabcd';
    content({ 2: { fingerprint }, 4: { fingerprint }, 31: { fingerprint } });
    upstreams.on(
      'ALGORITHM',
      '/recommendations',
      recommend(videoIds(1, 15), { hasMore: true, nextCursor: 'c1' }),
    );
    const { answer, counts } = await gateway.page('home');
    assert.deepEqual([shown(answer), counts], [[...videos(1, 3), ...videos(5, 11)], { CT_REUPLOAD: 1 }]);
    upstreams.on('ALGORITHM', '/recommendations', recommend(videoIds(31, 45)));
    const next = await gateway.page('home', { after: answer.data.feed.pageInfo.endCursor });
    assert.deepEqual([shown(next.answer), next.counts], [videos(32, 41), { CT_REUPLOAD: 1 }]);
  });
});
