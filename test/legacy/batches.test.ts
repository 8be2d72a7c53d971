import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chain } from '../../datasources/chain/chain.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import { legacyAccounts, legacyItems, legacyVideos, legacyViewerStates } from '../../datasources/legacy/legacy.loaders.js'; // prettier-ignore
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';
import { answer, envelope, legacyAccount, legacyCard, legacyItem, PATHS } from './support/legacy-answers.js';
import { json } from '../support/fake-upstreams.js';

let upstreams: FakeUpstreams;
let request: UpstreamRequest;
before(async () => {
  upstreams = await startFakeUpstreams();
});
beforeEach(() => {
  request = openRequest(upstreams.urls);
});
afterEach(async () => {
  await request.close();
  upstreams.reset();
});
after(() => upstreams.close());

const data = (index = 0): unknown => JSON.parse(upstreams.callsOf('LEGACY')[index]?.query.get('data') ?? '');
const kinds = (outcomes: ReadonlyMap<string, { kind: string; cls?: string }>) =>
  [...outcomes].map(([id, { kind, cls }]) => [id, cls ?? kind]);

describe('a batch of the Java service', () => {
  it('is asked for as the contract says, and tells nobody who asks', async () => {
    upstreams.on('LEGACY', PATHS.videos, answer({ videoList: [legacyCard('1'), legacyCard('2')] }));
    upstreams.on('LEGACY', PATHS.items, answer({ itemList: [legacyItem('1'), legacyItem('2')] }));
    upstreams.on('LEGACY', PATHS.accounts, answer({ accountList: [legacyAccount('1'), legacyAccount('2')] })); // prettier-ignore
    for (const source of [legacyVideos, legacyItems, legacyAccounts])
      assert.deepEqual(kinds(await request.load<object, 'PUBLIC'>(source, ['1', '2'])), [['1', 'ok'], ['2', 'ok']]); // prettier-ignore
    assert.deepEqual([0, 1, 2].map(data), [{ ids: '1,2' }, { itemIds: '1,2' }, { accountIds: '1,2' }]);
    for (const { headers } of upstreams.callsOf('LEGACY'))
      assert.deepEqual([headers['x-viewer-id'], headers['x-device-id']], [undefined, undefined]);
  });

  it('is split into calls of at most twenty ids', async () => {
    upstreams.on('LEGACY', PATHS.items, (call) => {
      const { itemIds } = JSON.parse(call.query.get('data') ?? '') as { itemIds: string };
      return json(envelope({ itemList: itemIds.split(',').map((id) => legacyItem(id)) }));
    });
    const ids = Array.from({ length: 45 }, (_, i) => String(i + 1));
    const products = chain('Product', { primary: legacyItems });
    const outcomes = await request.datasources.serving.resolveAll(products, ids);
    assert.ok(ids.every((id) => outcomes.get(id)?.kind === 'ok'));
    const sizes = upstreams.callsOf('LEGACY').map((_, i) => (data(i) as { itemIds: string }).itemIds.split(',').length); // prettier-ignore
    assert.deepEqual(sizes, [15, 15, 15]);
  });

  it('is aligned by id: whatever the order, one object for a list, unasked rows beside it', async () => {
    const rows = [legacyItem('9'), legacyItem('2', { title: 'two' }), legacyItem('1', { itemId: 1, title: 'one' })]; // prettier-ignore
    upstreams.on('LEGACY', PATHS.items, answer({ itemList: rows }));
    const outcomes = await request.load(legacyItems, ['1', '2']);
    const titles = [...outcomes].map(([id, item]) => [
      id,
      item.kind === 'ok' && item.value.product.kind === 'ok' && item.value.product.value.title,
    ]);
    assert.deepEqual(new Map(titles as [string, string][]), new Map([['1', 'one'], ['2', 'two']])); // prettier-ignore
    upstreams.on('LEGACY', PATHS.items, answer({ itemList: legacyItem('1') }));
    assert.deepEqual(kinds(await request.load(legacyItems, ['1'])), [['1', 'ok']]);
  });

  it('fails the ids that it leaves out: nothing says that they do not exist', async () => {
    for (const itemList of [[], null, '', undefined, 'null']) {
      upstreams.on('LEGACY', PATHS.items, answer({ itemList }));
      assert.deepEqual(kinds(await request.load(legacyItems, ['1', '2'])), [['1', 'MISSING'], ['2', 'MISSING']]); // prettier-ignore
    }
    const lossy = [legacyCard('1', { contentId: 9_007_199_254_740_992 }), {}, { contentId: 'x' }];
    upstreams.on('LEGACY', PATHS.videos, answer({ videoList: lossy }));
    assert.deepEqual(kinds(await request.load(legacyVideos, ['9007199254740992'])), [['9007199254740992', 'MISSING']]); // prettier-ignore
  });

  it('takes the first valid row of equal ids, and counts the others', async () => {
    const rows = [{ nick: '' }, { nick: 'first' }, { nick: 'second' }, { nick: '' }].map((dirt) => legacyAccount('1', dirt)); // prettier-ignore
    upstreams.on('LEGACY', PATHS.accounts, answer({ accountList: rows }));
    const author = (await request.load(legacyAccounts, ['1'])).get('1');
    assert.equal(author?.kind === 'ok' && author.value.name, 'first');
    assert.deepEqual(request.counted, Array(4).fill('RS_LEGACY')); // three rows too many, one empty name
  });

  it('keeps apart what failed: one bad row spoils no other', async () => {
    const rows = [legacyCard('1', { width: 2 ** 53 }), legacyCard('2'), legacyCard('3', { cover: '' })];
    upstreams.on('LEGACY', PATHS.videos, answer({ videoList: rows }));
    assert.deepEqual(kinds(await request.load(legacyVideos, ['1', '2', '3'])), [['1', 'SCHEMA'], ['2', 'ok'], ['3', 'miss']]); // prettier-ignore
    assert.ok(request.counted.includes('CT_MEDIA'));
  });
});

describe('viewer states of the Java service', () => {
  const marks = { uid: 'u1', liked: '1,2', favorited: 2, following: 'null' };

  it('are those of the viewer; what is not listed is false', async () => {
    upstreams.on('LEGACY', PATHS.viewer, answer(marks));
    const videos = await request.load(legacyViewerStates.videos, ['1', '2', '3']);
    assert.deepEqual([...videos.values()].map((state) => state.kind === 'ok' && state.value), [
      { liked: true, favorited: false },
      { liked: true, favorited: true },
      { liked: false, favorited: false },
    ]); // prettier-ignore
    upstreams.on('LEGACY', PATHS.viewer, answer({ ...marks, following: '3' }));
    const authors = await request.load(legacyViewerStates.authors, ['3', '4']);
    assert.deepEqual([...authors.values()].map((state) => state.kind === 'ok' && state.value.following), [true, false]); // prettier-ignore
    assert.deepEqual([data(0), data(1)], [{ videoIds: '1,2,3', accountIds: '' }, { videoIds: '', accountIds: '3,4' }]); // prettier-ignore
    assert.equal(upstreams.callsOf('LEGACY')[0]?.headers['x-viewer-id'], 'u1');
  });

  it('of anybody else are dropped whole (PR_PRIVATE)', async () => {
    for (const uid of ['u2', '', null, undefined, {}, 2 ** 53]) {
      upstreams.on('LEGACY', PATHS.viewer, answer({ ...marks, uid }));
      await assert.rejects(
        request.load(legacyViewerStates.videos, ['1']),
        (error) => error instanceof UpstreamError && error.cls === 'IDENTITY',
      );
    }
    assert.equal(request.counted.filter((code) => code === 'PR_PRIVATE').length, 6);
  });

  it('of nobody are dropped too', async () => {
    const nobody = openRequest(upstreams.urls, { viewer: { viewerId: null, deviceId: 'd1' } });
    upstreams.on('LEGACY', PATHS.viewer, answer({ ...marks, uid: '' }));
    try {
      await assert.rejects(
        nobody.load(legacyViewerStates.videos, ['1']),
        (error) => error instanceof UpstreamError && error.cls === 'IDENTITY',
      );
    } finally {
      await nobody.close();
    }
  });

  it('with a number that has lost digits are refused', async () => {
    upstreams.on('LEGACY', PATHS.viewer, answer({ ...marks, favorited: 2 ** 53 }));
    await assert.rejects(
      request.load(legacyViewerStates.videos, ['1']),
      (error) => error instanceof UpstreamError && error.cls === 'SCHEMA',
    );
  });

  it('know a viewer by a number', async () => {
    const numbered = openRequest(upstreams.urls, { viewer: { viewerId: '1001', deviceId: 'd1' } });
    upstreams.on('LEGACY', PATHS.viewer, answer({ ...marks, uid: 1001 }));
    try {
      assert.deepEqual(kinds(await numbered.load(legacyViewerStates.videos, ['1'])), [['1', 'ok']]);
    } finally {
      await numbered.close();
    }
  });
});
