import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { batch, json, startFakeUpstreams, subjectOf } from '../support/fake-upstreams.js';
import { ANONYMOUS, startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import {
  accountId,
  accountRecord,
  authorStateRecord,
  itemId,
  itemIdsOf,
  itemRecord,
  stockRecord,
  videoId,
  videoRecord,
  type Wire,
} from '../support/records.js';
import { policyRecord } from '../support/slot-records.js';
import { servePlans } from './support/plans.js';

const POLICIES: Readonly<Record<string, Wire>> = {
  plain: {},
  products: { requireProduct: true },
  drop: { soldOut: 'DROP' },
  'drop-products': { soldOut: 'DROP', requireProduct: true },
  demote: { soldOut: 'DEMOTE' },
  titled: { fallbackTitle: 'Worth a look' },
  short: { maxDurationMs: 30_000 },
};

const scenes = Object.keys(POLICIES).map((sceneId) => ({
  sceneId,
  name: sceneId,
  enabled: true,
  killed: false,
}));
const plans = Object.fromEntries(
  Object.entries(POLICIES).map(([sceneId, policy]) => [sceneId, { policy: policyRecord(policy) }]),
);

/** Products of the n-th video, as clients know them. */
const productsOf = (video: number): string[] =>
  itemIdsOf(videoId(video)).map((id) => globalId('Product', id));

interface ShownVideo {
  readonly id: string;
  readonly title: string;
  readonly products: { totalCount: number; edges: { primary: boolean; node: { id: string } }[] };
}

describe('the policy of a scene', () => {
  let gateway: TestGateway;

  before(async () => {
    const slots = { '/scenes': () => json({ scenes }), '/slot-plans': servePlans(plans) };
    gateway = await startGateway({ upstreams: await startFakeUpstreams({ SLOTS: slots }) });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const show = async (
    sceneId: string,
    context = {},
    headers: Record<string, string> = VIEWER,
  ): Promise<ShownVideo[]> => {
    const { data, errors } = await gateway.ask(
      `query Show($sceneId: ID!, $context: FeedContextInput) {
        feed(sceneId: $sceneId, context: $context) { nodes { ... on VideoCard { video {
          id title products { totalCount edges { primary node { id } } }
        } } } }
      }`,
      { sceneId, context },
      headers,
    );
    assert.equal(errors, undefined);
    return data.feed.nodes.map(({ video }: { video: ShownVideo }) => video);
  };
  const numbers = (videos: readonly ShownVideo[]): number[] =>
    videos.map(({ id }) => Number(Buffer.from(id, 'base64url').toString().slice(-6)));
  const ids = ({ products }: ShownVideo): string[] => products.edges.map(({ node }) => node.id);

  /** Changes the records of single ids. */
  const videos = (changes: Readonly<Record<number, Wire>>) =>
    gateway.upstreams.on(
      'CONTENT',
      '/',
      batch((id) => videoRecord(id, changes[Number(id.slice(-6))]), 50),
    );
  const items = (change: (id: string) => Wire | 'fails') =>
    gateway.upstreams.on(
      'CATALOG',
      '/',
      batch((id) => {
        const changes = change(id);
        return changes === 'fails' ? undefined : itemRecord(id, changes);
      }, 40),
    );
  const soldOut = (...gone: string[]) =>
    gateway.upstreams.on(
      'INVENTORY',
      '/',
      batch((id) => stockRecord(id, gone.includes(id) ? { state: 'SOLD_OUT' } : {})),
    );
  const counted = (code: string) => gateway.metric('vitrine_boundary_total', { code });

  describe('requireProduct', () => {
    const offShelf = itemIdsOf(videoId(2));
    const unknown = itemIdsOf(videoId(3));
    const arrange = () => {
      videos({ 1: { products: [] } });
      items((id) => (offShelf.includes(id) ? { status: 'OFF_SHELF' } : unknown.includes(id) ? 'fails' : {}));
    };

    it('leaves out videos that have nothing to sell, not those whose products are unknown', async () => {
      const before = await counted('PR_NONE');
      arrange();
      assert.deepEqual(numbers(await show('products')), [3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      assert.equal(await counted('PR_NONE'), before + 2);
    });

    it('judges by the products even when no client selects them', async () => {
      arrange();
      const { data } = await gateway.ask('{ feed(sceneId: "products") { nodes { id } } }');
      assert.equal(data.feed.nodes[0].id, globalId('VideoCard', videoId(3)));
    });

    it('keeps everything while CATALOG is out', async () => {
      gateway.upstreams.fail('CATALOG');
      assert.equal((await show('products')).length, 10);
    });

    it('is no matter elsewhere', async () => {
      arrange();
      const shown = await show('plain');
      assert.deepEqual(numbers(shown), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      assert.deepEqual(
        shown.slice(0, 3).map(({ products }) => products.totalCount),
        [0, 0, 0],
      );
    });
  });

  describe('sold-out products', () => {
    const [first = '', second = '', third = ''] = itemIdsOf(videoId(1));
    const globalIds = (...list: string[]) => list.map((id) => globalId('Product', id));

    it('are shown where they are kept, and stock is not even asked for', async () => {
      soldOut(first);
      assert.deepEqual(ids((await show('plain'))[0] as ShownVideo), productsOf(1));
      assert.equal(gateway.upstreams.callsOf('INVENTORY').length, 0);
    });

    it('stand behind the others where they are demoted', async () => {
      soldOut(first, third);
      const [video] = await show('demote');
      assert.deepEqual(ids(video as ShownVideo), globalIds(second, first, third));
      assert.deepEqual(
        video?.products.edges.map(({ primary }) => primary),
        [true, false, false],
      );
    });

    it('leave where they are dropped, and the next becomes the primary one', async () => {
      soldOut(first, ...itemIdsOf(videoId(2)));
      const [one, two] = await show('drop');
      assert.deepEqual(ids(one as ShownVideo), globalIds(second, third));
      assert.equal(one?.products.edges[0]?.primary, true);
      assert.deepEqual(two?.products, { totalCount: 0, edges: [] });
    });

    it('count as nothing to sell where a product is required', async () => {
      soldOut(first, ...itemIdsOf(videoId(2)));
      assert.deepEqual(numbers(await show('drop-products')).slice(0, 2), [1, 3]);
    });

    it('are unknown while INVENTORY is out: nothing leaves', async () => {
      gateway.upstreams.fail('INVENTORY');
      assert.deepEqual(ids((await show('drop'))[0] as ShownVideo), productsOf(1));
    });
  });

  it('lends a title to a video without one, where there is one to lend', async () => {
    videos({ 1: { title: null }, 2: { title: ' <b></b> ' } });
    const lent = await show('titled');
    assert.deepEqual(
      lent.slice(0, 3).map(({ title }) => title),
      ['Worth a look', 'Worth a look', 'Video 3'],
    );
    const before = await counted('CT_TITLE');
    assert.deepEqual(numbers(await show('plain')).slice(0, 2), [3, 4]);
    assert.equal(await counted('CT_TITLE'), before + 2);
  });

  it('sets how long a video may be', async () => {
    videos({ 1: { durationMs: 30_000 }, 2: { durationMs: 30_001 } });
    assert.deepEqual(numbers(await show('short')).slice(0, 2), [1, 3]);
    assert.deepEqual(numbers(await show('plain')).slice(0, 2), [1, 2]);
  });

  it('leaves nothing playable to a video that may not be shown, wherever it is', async () => {
    const later = Date.now() + 3_600_000;
    videos({
      1: { status: 'OFFLINE' },
      2: { auditStatus: 'REJECTED' },
      3: { visibility: 'PRIVATE' },
      4: { publishAt: later },
      5: { expireAt: Date.now() - 1 },
      6: { sources: [] },
      7: { coverUrl: null },
      8: { durationMs: 0 },
      9: { status: 'HOLOGRAM' },
    });
    // Nine of fifteen would be an outage if they were lost; they are there and may not be shown.
    assert.equal(numbers(await show('plain')).filter((n) => n < 10).length, 0);
    for (let n = 1; n <= 9; n++) {
      const { data, errors } = await gateway.ask('query One($id: ID!) { video(id: $id) { id } }', {
        id: globalId('Video', videoId(n)),
      });
      assert.equal(errors, undefined);
      assert.equal(data.video, null, `video ${n}`);
    }
  });

  it('sells a product only where it is sold, and everywhere to clients that do not say where they are', async () => {
    const [first = ''] = itemIdsOf(videoId(1));
    items((id) => (id === first ? { regions: ['CN-BJ'] } : {}));
    const shown = async (context: object) => ids((await show('plain', context))[0] as ShownVideo).length;
    assert.equal(await shown({ region: 'CN-ZJ' }), 2);
    assert.equal(await shown({ region: 'CN-BJ' }), 3);
    assert.equal(await shown({}), 3);
    assert.equal(await shown({ region: 'somewhere' }), 3, 'no region at all');
  });

  it('shows at most five products, each standard product once', async () => {
    const anchors = Array.from({ length: 8 }, (_, i) => ({ itemId: itemId(100 + i), anchorMs: i }));
    videos({ 1: { products: anchors } });
    items((id) => (id === itemId(101) ? { spuId: itemRecord(itemId(100))['spuId'] } : {}));
    const [video] = await show('plain');
    assert.deepEqual(
      ids(video as ShownVideo),
      [100, 102, 103, 104].map((n) => globalId('Product', itemId(n))),
      'the first five are read, one of them is another offer of the first',
    );
  });

  it('shows nothing of authors who are closed or whom the viewer blocks, and all of unknown ones', async () => {
    gateway.upstreams.on(
      'ACCOUNTS',
      '/accounts:batchGet',
      batch((id) => {
        if (id === accountId(1)) return accountRecord(id, { status: 'BANNED' });
        if (id === accountId(2)) return accountRecord(id, { status: 'CLOSED' });
        return id === accountId(4) ? undefined : id === accountId(5) ? null : accountRecord(id);
      }, 50),
    );
    gateway.upstreams.on(
      'ENGAGEMENT',
      '/author-states:batchGet',
      batch((id) => authorStateRecord(id, { blocked: id === accountId(3) })),
    );
    assert.deepEqual(numbers(await show('plain')).slice(0, 3), [4, 5, 6]);
    assert.deepEqual(numbers(await show('plain', {}, ANONYMOUS)).slice(0, 3), [3, 4, 5]);
  });

  it('shows one upload of a video', async () => {
    const original = videoRecord(videoId(1))['fingerprint'];
    videos({ 2: { fingerprint: String(original).toUpperCase() } });
    assert.deepEqual(numbers(await show('plain')).slice(0, 2), [1, 3]);
  });

  it('leaves crowds unknown when the profile belongs to somebody else', async () => {
    gateway.upstreams.on('ENGAGEMENT', '/viewer-profile', (call) =>
      json({ ...subjectOf(call), subject: 'v:somebody-else', crowds: ['new'], region: null }),
    );
    const { data } = await gateway.ask('{ feed(sceneId: "plain") { serving { degraded } } }');
    assert.equal(data.feed.serving.degraded, true);
  });
});
