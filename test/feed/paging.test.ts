import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import {
  document,
  json,
  recommendInOrder,
  startFakeUpstreams,
  type Handler,
} from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { recommendedRecord, videoId, type Wire } from '../support/records.js';
import { creativeRecord, policyRecord, slotRecord } from '../support/slot-records.js';
import { assertOneSession, edgesOf, readPage, readSession, slotPositions } from './support/pages.js';
import { servePlans } from './support/plans.js';

/** Twenty pages, 184 items. */
const SIZES = [10, 1, 20, 7, 3, 10, 20, 2, 5, 10, 20, 1, 1, 13, 10, 20, 4, 6, 11, 10];

const creatives = (first: number, count: number): Wire[] =>
  Array.from({ length: count }, (_, i) => creativeRecord(`c-${first + i}`, videoId(first + i)));

const SLOTS = [
  slotRecord('second', { placement: { kind: 'FIXED', position: 1 }, creatives: creatives(900, 1) }),
  slotRecord('deep', { placement: { kind: 'FIXED', position: 120 }, creatives: creatives(910, 1) }),
  slotRecord('every', {
    placement: { kind: 'INTERVAL', start: 7, every: 8, max: 3 },
    creatives: creatives(920, 3),
  }),
  slotRecord('anywhere', {
    placement: { kind: 'RANDOM', start: 30, span: 40, count: 2 },
    creatives: creatives(930, 2),
  }),
];

const WITHOUT_BACKFILL = { policy: policyRecord({ backfillOrder: [] }) };

interface Answered {
  items: Wire[];
  hasMore: boolean;
  nextCursor: string | null;
}

/** Something an algorithm does wrong: `call` counts its pages from 1, `former` holds the ids it gave before. */
type Misbehaviour = (
  page: Answered,
  seen: { readonly call: number; readonly former: readonly string[]; readonly filtered: readonly string[] },
) => Partial<Answered>;

const withIds = (page: Answered, ids: readonly string[]): Partial<Answered> => ({
  items: [...ids.map((id, i) => recommendedRecord(id, i)), ...page.items],
});

const MISBEHAVIOURS: Readonly<Record<string, Misbehaviour>> = {
  'does what it should': () => ({}),
  'shuffles every page': ({ items }) => ({
    items: items.toSorted((a, b) => digits(a) - digits(b)),
  }),
  'puts the page before in front of every page': (page, { former }) => withIds(page, former.slice(-5)),
  'repeats what it gave first': (page, { former }) => withIds(page, former.slice(0, 4)),
  'returns what it was told to leave out': (page, { filtered }) => withIds(page, filtered),
  'lists everything twice': ({ items }) => ({ items: [...items, ...items] }),
  'has an empty page now and then': (_, { call }) => (call % 4 === 2 ? { items: [] } : {}),
  'gives one item at a time now and then': ({ items }, { call }) =>
    call % 3 === 0 ? { items: items.slice(0, 1) } : {},
};

/** What is hot is in part what slots will show later. */
const hotList: Handler = (call) => {
  const numbers = [910, 920, 921, 922, 930, 931, ...Array.from({ length: 94 }, (_, i) => 1_000 + i)];
  const items = numbers.map((n) => ({ contentId: videoId(n), contentType: 'shortvideo' }));
  return document({ sceneId: call.path.split('/')[2], generatedAt: Date.now(), items }, call);
};

/** A fixed disorder: the digits of the id, the last first. */
const digits = (item: Wire): number => Number([...String(item['contentId'])].reverse().join(''));

/** Wraps the honest algorithm; counts and remembers over one session. */
function misbehaving(misbehave: Misbehaviour): Handler {
  const former: string[] = [];
  let calls = 0;
  return async (call, response) => {
    const reply = await recommendInOrder(call, response);
    const page = JSON.parse(String(reply?.body)) as Answered;
    const { filterIds } = call.body as { filterIds: string[] };
    calls += 1;
    const answer = { ...page, ...misbehave(page, { call: calls, former: [...former], filtered: filterIds }) };
    former.push(...page.items.map((item) => String(item['contentId'])));
    return json(answer);
  };
}

describe('a session of twenty pages of many sizes', () => {
  let gateway: TestGateway;

  before(async () => {
    const upstreams = await startFakeUpstreams({
      ALGORITHM: { '/scenes': hotList },
      SLOTS: { '/slot-plans': servePlans({ home: { slots: SLOTS }, related: WITHOUT_BACKFILL }) },
    });
    gateway = await startGateway({ upstreams });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  for (const [what, misbehave] of Object.entries(MISBEHAVIOURS))
    it(`repeats nothing and keeps its slots when the algorithm ${what}`, async () => {
      gateway.upstreams.on('ALGORITHM', '/recommendations', misbehaving(misbehave));
      const pages = await readSession(gateway, SIZES);
      assert.deepEqual(
        pages.map(({ edges }) => edges.length),
        SIZES,
      );
      assertOneSession(pages);
      const { anywhere, ...exact } = slotPositions(edgesOf(pages));
      assert.deepEqual(exact, { second: [1], deep: [120], every: [7, 15, 23] });
      assert.equal(anywhere?.length, 2);
      assert.ok(anywhere.every((position) => position >= 30 && position < 70));
      assert.ok(edgesOf(pages).every(({ slot }) => slot?.displaced !== true));
    });

  it('has its random slots where any page size finds them', async () => {
    const [first] = await readSession(gateway, [20]);
    const resumed = async (sizes: readonly number[]) => {
      const edges = [...(first?.edges ?? [])];
      let after = first?.pageInfo.endCursor ?? null;
      for (const size of sizes) {
        const page = await readPage(gateway, { first: size, after });
        edges.push(...page.edges);
        after = page.pageInfo.endCursor;
      }
      return slotPositions(edges);
    };
    assert.deepEqual(await resumed([20, 20, 20]), await resumed([1, 19, 7, 13, 20]));
  });

  it('ends when the list ends, with what backfill added to the last page', async () => {
    gateway.upstreams.on(
      'ALGORITHM',
      '/recommendations',
      misbehaving((page, { call }) => (call === 3 ? { ...page, hasMore: false, nextCursor: null } : {})),
    );
    const pages = await readSession(gateway, SIZES);
    assertOneSession(pages);
    assert.ok(pages.length < SIZES.length);
    assert.equal(pages.at(-1)?.pageInfo.hasNextPage, false);
  });

  it('does not begin the list anew once it has ended', async () => {
    const list = Array.from({ length: 12 }, (_, i) => videoId(i + 1));
    gateway.upstreams.on('ALGORITHM', '/recommendations', (call) => {
      const { unservedIds, cursor } = call.body as { unservedIds: string[]; cursor: string | null };
      const ids = [...unservedIds, ...list.filter((id) => !unservedIds.includes(id))];
      const items = ids.map((id, position) => recommendedRecord(id, position));
      const isFirst = cursor === null && unservedIds.length === 0;
      return json({
        subject: 'v:u1',
        pvid: 'p',
        buckets: '',
        items,
        hasMore: !isFirst,
        nextCursor: isFirst ? null : 'anew',
      });
    });
    const pages = await readSession(gateway, [4, 4, 4, 4, 4, 4]);
    assertOneSession(pages);
    assert.equal(pages.at(-1)?.pageInfo.hasNextPage, false);
    const shown = new Set(edgesOf(pages).map(({ node }) => node.id));
    for (const id of list) assert.ok(shown.has(globalId('VideoCard', id)), id);
    const cursors = gateway.upstreams
      .callsOf('ALGORITHM', '/recommendations')
      .map(({ body }) => (body as { cursor: string | null }).cursor);
    assert.deepEqual([...new Set(cursors)], [null]);
  });

  it('takes a page that was there already for the end of the list', async () => {
    gateway.upstreams.on('ALGORITHM', '/recommendations', (call) => {
      const items = Array.from({ length: 12 }, (_, i) => recommendedRecord(videoId(i + 1), i));
      return json({
        subject: `v:${String(call.headers['x-viewer-id'])}`,
        pvid: 'p',
        buckets: '',
        items,
        hasMore: true,
        nextCursor: 'x',
      });
    });
    const pages = await readSession(gateway, SIZES);
    assertOneSession(pages);
    assert.ok(pages.length < SIZES.length);
  });

  it('asks once more when a page comes out empty although there is more', async () => {
    gateway.upstreams.on(
      'ALGORITHM',
      '/recommendations',
      misbehaving((_, { call }) => (call === 2 ? { items: [] } : {})),
    );
    const pages = await readSession(gateway, [10, 10], { sceneId: 'related' });
    assert.deepEqual(
      pages.map(({ edges }) => edges.length),
      [10, 10],
    );
    const { length } = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.equal(length, 3);
  });

  it('ends at 300 items, the last page cut', async () => {
    const sizes = [...Array.from({ length: 14 }, () => 20), 19, 20, 20];
    const pages = await readSession(gateway, sizes);
    assertOneSession(pages);
    assert.deepEqual(
      pages.map(({ edges }) => edges.length),
      [...sizes.slice(0, 15), 1],
    );
    assert.equal(pages.at(-1)?.pageInfo.hasNextPage, false);
    const beyond = await readPage(gateway, { after: pages.at(-1)?.pageInfo.endCursor ?? null });
    assert.deepEqual(beyond.edges, []);
    assert.equal(beyond.pageInfo.hasNextPage, false);
    assert.equal(beyond.session.restarted, false);
  });
});
