import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { VIEWER } from '../../support/gateway.js';
import { javaCards, javaFeed } from './support/java-feed.js';
import {
  snapshotOf,
  startTierGateway,
  videosFrom,
  type TierAnswer,
  type TierGateway,
} from './support/tier-gateway.js';

const NOW = 1_573_401_600_000;

describe('a session that has fallen', () => {
  let gateway: TierGateway;

  before(async () => {
    gateway = await startTierGateway({
      internals: { now: () => NOW },
      handlers: { LEGACY: { '/gw': javaFeed(javaCards(60)) } },
      snapshots: [snapshotOf(NOW)],
    });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const next = (page: TierAnswer, first = 10) => gateway.page({ first, after: page.feed.pageInfo.endCursor });
  const tierOf = ({ feed }: TierAnswer) => feed.serving.tier as string;

  it('stays at its tier when the better one is back, and a new one begins at the top', async () => {
    gateway.failPrimary();
    const fallen = await gateway.page();
    gateway.upstreams.reset();
    const later = await next(fallen);
    assert.deepEqual([tierOf(fallen), tierOf(later)], ['LEGACY', 'LEGACY']);
    assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
    assert.deepEqual([later.feed.serving.degraded, later.row?.['source']], [true, 'legacy']);
    assert.equal(tierOf(await gateway.page()), 'PRIMARY');
  });

  it('falls on its way down one tier after the other, with positions that go on and nothing twice', async () => {
    const pages = [await gateway.page()];
    const go = async (fail: () => void) => {
      fail();
      pages.push(await next(pages.at(-1) ?? assert.fail()));
    };
    await go(() => undefined);
    await go(() => gateway.failPrimary());
    await go(() => undefined);
    await go(() => gateway.upstreams.fail('LEGACY'));
    await go(() => gateway.upstreams.reset());
    assert.deepEqual(pages.map(tierOf), [
      'PRIMARY',
      'PRIMARY',
      'LEGACY',
      'LEGACY',
      'CDN_SNAPSHOT',
      'CDN_SNAPSHOT',
    ]);
    assert.equal(new Set(pages.flatMap(({ shown }) => shown)).size, 60);
    const positions = pages.flatMap(({ feed }) => feed.edges.map(({ position }: any) => position as number));
    assert.deepEqual(positions, positions.map((_, i) => i)); // prettier-ignore
    assert.equal(new Set(pages.map(({ feed }) => feed.session.id)).size, 1);
  });

  it('goes on below when it has been served all that the tier below it has', async () => {
    // The Java feed and the algorithm recommend the same.
    gateway.upstreams.on('LEGACY', '/gw', javaFeed(javaCards(10, 1)));
    const first = await gateway.page();
    gateway.failPrimary();
    const fallen = await next(first);
    assert.deepEqual([tierOf(fallen), fallen.row?.['reason']], ['CDN_SNAPSHOT', 'UPSTREAM_ERROR']);
    assert.equal(fallen.shown.length, 10);
  });

  it('stays in the document it began in while that is held', async (test) => {
    const both = await startTierGateway({
      internals: { now: () => NOW },
      snapshots: [snapshotOf(NOW), snapshotOf(NOW, { variant: 'ios' }, 5_001)],
    });
    test.after(() => both.close());
    both.failPrimary();
    const ios = { ...VIEWER, 'apollographql-client-name': 'ios' };
    const began = await both.page();
    const after = began.feed.pageInfo.endCursor;
    const later = await both.page({ after, headers: ios });
    assert.ok([...began.shown, ...later.shown].every((one) => one === 'banner c-90' || /^video 4/.test(one)));
    assert.ok((await both.page({ headers: ios })).shown.some((one) => /^video 5/.test(one)));
  });

  it('goes on in the newest document, without a repeat, where its own is not held', async (test) => {
    const env = { CURSOR_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}` };
    const start = async (from: number) => {
      const gateway = await startTierGateway({
        env,
        internals: { now: () => NOW },
        snapshots: [snapshotOf(NOW, {}, from)],
      });
      test.after(() => gateway.close());
      gateway.failPrimary();
      return gateway;
    };
    // The newer document begins with the last 30 videos of the older.
    const [older, newer] = [await start(4_001), await start(4_010)];
    const pages = [await older.page({ first: 20 })];
    while (pages.at(-1)?.feed.pageInfo.hasNextPage)
      pages.push(await newer.page({ first: 20, after: pages.at(-1)?.feed.pageInfo.endCursor }));
    assert.ok(pages.every((page) => tierOf(page) === 'CDN_SNAPSHOT'));
    const shown = pages.flatMap((page) => page.shown);
    assert.equal(new Set(shown).size, shown.length);
    const all = [...videosFrom(4_010, 39), 'banner c-90'];
    assert.deepEqual(all.filter((one) => !shown.includes(one)), []); // prettier-ignore
  });
});
