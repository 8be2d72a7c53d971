import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId } from '../../schema/global-id.js';
import { json, recommend, startFakeUpstreams, subjectOf } from '../support/fake-upstreams.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { itemIdsOf, recommendedRecord, roomId, videoId, type Wire } from '../support/records.js';
import { bannerRecord, creativeRecord, slotRecord, targetingRecord } from '../support/slot-records.js';
import { servePlans } from './support/plans.js';

const fixed = (slotId: string, position: number, ...creatives: Wire[]) =>
  slotRecord(slotId, { placement: { kind: 'FIXED', position }, creatives });

const SLOTS = [
  fixed(
    'dressed',
    0,
    creativeRecord('c-dressed', videoId(900), {
      titleOverride: ' <b>Only today</b> ',
      coverOverrideUrl: '//img.example.test/o/900.jpg',
      badge: '11.11',
    }),
  ),
  fixed('plain', 1, creativeRecord('c-plain', videoId(901))),
  fixed('banner', 3, bannerRecord('c-banner', { titleOverride: 'Big sale' })),
  fixed('live', 5, creativeRecord('c-live', roomId(700), { contentType: 'LIVE', badge: 'On air' })),
  fixed(
    'crowd',
    7,
    creativeRecord('c-new', videoId(902), {
      targeting: targetingRecord({ crowdsAny: ['new'] }),
      priority: 20,
    }),
    creativeRecord('c-all', videoId(903)),
  ),
];

const FEED = `query Cards($sceneId: ID!, $context: FeedContextInput) {
  feed(sceneId: $sceneId, context: $context) {
    edges {
      position source
      slot { slotId creativeId displaced }
      tracking { pvid scm spm position buckets algoTrace args }
      node {
        __typename id contentType targetUrl
        ... on VideoCard {
          titleOverride badge recommendReason
          coverOverride { url width height }
          video { id title cover { url } products { edges { primary anchorMs tracking { spm pvid position args } node { id } } } }
        }
        ... on LiveCard { badge room { id state title url } }
        ... on BannerCard { title image { url width height } }
      }
    }
    session { id buckets { layer bucket } }
  }
}`;

describe('the cards of a feed', () => {
  let gateway: TestGateway;

  before(async () => {
    const slots = { '/slot-plans': servePlans({ home: { slots: SLOTS } }) };
    gateway = await startGateway({ upstreams: await startFakeUpstreams({ SLOTS: slots }) });
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const read = async (context: object = {}, headers: Record<string, string> = VIEWER, sceneId = 'home') => {
    const { data, errors } = await gateway.ask(FEED, { sceneId, context }, headers);
    assert.equal(errors, undefined);
    return data.feed;
  };

  it('of a slot wear what its creative gives them, and keep the content as it is', async () => {
    const [dressed, plain] = (await read()).edges;
    assert.deepEqual(dressed.slot, { slotId: 'dressed', creativeId: 'c-dressed', displaced: false });
    assert.equal(dressed.source, 'SLOT');
    assert.equal(dressed.node.titleOverride, 'Only today');
    assert.deepEqual(dressed.node.coverOverride, {
      url: 'https://img.example.test/o/900.jpg',
      width: null,
      height: null,
    });
    assert.equal(dressed.node.badge, '11.11');
    assert.equal(dressed.node.video.title, 'Video 900');
    assert.deepEqual(
      [plain.node.titleOverride, plain.node.coverOverride, plain.node.badge],
      [null, null, null],
    );
  });

  it('that the algorithm chose say why, and have no slot', async () => {
    gateway.upstreams.on(
      'ALGORITHM',
      '/recommendations',
      recommend([], {
        items: [1, 2, 3, 4, 5].map((n, i) =>
          recommendedRecord(videoId(n), i, { reason: n === 1 ? 'Popular near you' : null }),
        ),
      }),
    );
    const [, , first] = (await read()).edges;
    assert.equal(first.node.id, globalId('VideoCard', videoId(1)));
    assert.equal(first.node.recommendReason, 'Popular near you');
    assert.deepEqual([first.slot, first.source, first.node.badge], [null, 'ALGORITHM', null]);
    assert.ok(String(first.node.targetUrl).endsWith(videoId(1)));
  });

  it('can be banners', async () => {
    const banner = (await read()).edges[3];
    assert.deepEqual(banner.node, {
      __typename: 'BannerCard',
      id: globalId('BannerCard', 'c-banner'),
      contentType: 'BANNER',
      targetUrl: 'https://act.example.test/1111',
      title: 'Big sale',
      image: { url: 'https://img.example.test/b/c-banner.jpg', width: 1_080, height: 360 },
    });
  });

  it('can be live rooms', async () => {
    const live = (await read()).edges[5];
    assert.deepEqual(live.node, {
      __typename: 'LiveCard',
      id: globalId('LiveCard', roomId(700)),
      contentType: 'LIVE',
      targetUrl: `https://live.example.test/${roomId(700)}`,
      badge: 'On air',
      room: {
        id: globalId('LiveRoom', roomId(700)),
        state: 'LIVE',
        title: 'Room 700',
        url: `https://live.example.test/${roomId(700)}`,
      },
    });
  });

  it('are those of the crowd the viewer belongs to, and of nobody while crowds are unknown', async () => {
    const creative = async () => (await read()).edges[7].slot.creativeId;
    assert.equal(await creative(), 'c-all');
    gateway.upstreams.on('ENGAGEMENT', '/viewer-profile', (call) =>
      json({ ...subjectOf(call), crowds: ['new', 'fashion'], region: null }),
    );
    assert.equal(await creative(), 'c-new');
    gateway.upstreams.fail('ENGAGEMENT');
    assert.equal(await creative(), 'c-all');
  });

  it('are those that the app knows', async () => {
    const types = async (version: string) => {
      const headers = {
        ...VIEWER,
        'apollographql-client-name': 'ios',
        'apollographql-client-version': version,
      };
      return new Set((await read({}, headers)).edges.map(({ node }: any) => node.contentType));
    };
    assert.deepEqual(await types('9.2.0'), new Set(['VIDEO', 'BANNER', 'LIVE']));
    assert.deepEqual(await types('5.1'), new Set(['VIDEO', 'BANNER']));
    assert.deepEqual(await types('4.9.9'), new Set(['VIDEO']));
  });

  it('begin with what the client came for, in its order, once', async () => {
    const entry = [videoId(902), videoId(50), videoId(3)].map((id) => globalId('Video', id));
    const alien = [globalId('Product', itemIdsOf(videoId(1))[0] ?? ''), 'x', globalId('Video', '0')];
    const { edges } = await read({ entryContentIds: [...entry, ...alien] });
    assert.deepEqual(
      edges.slice(0, 3).map(({ node, source }: any) => [node.video.id, source]),
      entry.map((id) => [id, 'ENTRY']),
    );
    const ids = edges.map(({ node }: any) => node.id);
    assert.equal(new Set(ids).size, 10);
    const [call] = gateway.upstreams.callsOf('ALGORITHM', '/recommendations');
    assert.deepEqual((call?.body as Wire)['relatedTo'], [videoId(902), videoId(50), videoId(3)]);
  });

  it('take at most five wishes, and pass over what cannot be shown', async () => {
    const wishes = [60, 61, 62, 63, 64, 65, 66].map((n) => globalId('Video', videoId(n)));
    const { edges } = await read({ entryContentIds: wishes }, VIEWER, 'related');
    assert.deepEqual(
      edges.filter(({ source }: any) => source === 'ENTRY').map(({ node }: any) => node.video.id),
      wishes.slice(0, 5),
    );
  });

  describe('are tracked', () => {
    it('with the page view of the algorithm, the same on every card and product', async () => {
      const feed = await read();
      for (const { tracking, node } of feed.edges) {
        assert.equal(tracking.pvid, 'pvid-1');
        for (const { tracking: product } of node.video?.products.edges ?? [])
          assert.equal(product.pvid, 'pvid-1');
      }
    });

    it('by place: site, page, block and position, and the place of a product behind it', async () => {
      const { edges } = await read();
      for (const [index, { tracking, position, node }] of (edges as any[]).entries()) {
        assert.equal(position, index);
        assert.equal(tracking.position, index);
        assert.equal(tracking.spm, `vt01.home.feed.d${index + 1}`);
        for (const [i, product] of (node.video?.products.edges ?? []).entries())
          assert.equal(product.tracking.spm, `vt01.home.feed.d${index + 1}.p${Number(i) + 1}`);
      }
    });

    it('by source and tier', async () => {
      const { edges } = await read({ entryContentIds: [globalId('Video', videoId(50))] });
      const scm: Record<string, string> = {
        ENTRY: '1007.40050.7.0',
        SLOT: '1007.40050.2.0',
        ALGORITHM: '1007.40050.1.0',
      };
      for (const { tracking, source } of edges) assert.equal(tracking.scm, scm[source], source);
    });

    it('with the buckets of the algorithm, word for word', async () => {
      const { edges, session } = await read();
      for (const { tracking } of edges) assert.equal(tracking.buckets, '668#2846#8113#1998');
      assert.deepEqual(session.buckets, [
        { layer: '668', bucket: '2846' },
        { layer: '8113', bucket: '1998' },
      ]);
    });

    it('with the trace of what the algorithm returned, pins among it', async () => {
      gateway.upstreams.on(
        'ALGORITHM',
        '/recommendations',
        recommend([videoId(1), videoId(901), ...[2, 3, 4, 5].map(videoId)]),
      );
      const { edges } = await read();
      const trace = (position: number) => edges[position].tracking.algoTrace;
      assert.equal(edges[1].slot.slotId, 'plain');
      assert.equal(trace(1), `1007.40050.${videoId(901)}`);
      assert.equal(trace(0), null);
      assert.equal(trace(2), `1007.40050.${videoId(1)}`);
    });

    it('with arguments that are text', async () => {
      const { edges, session } = await read();
      assert.deepEqual(edges[0].tracking.args, {
        x_object_type: 'video',
        x_object_id: videoId(900),
        x_item_ids: itemIdsOf(videoId(900)).join(','),
        session_id: session.id,
        pos: '0',
        tier: 'PRIMARY',
        slot_id: 'dressed',
        creative_id: 'c-dressed',
      });
      assert.deepEqual(edges[2].tracking.args, {
        x_object_type: 'video',
        x_object_id: videoId(1),
        x_item_ids: itemIdsOf(videoId(1)).join(','),
        session_id: session.id,
        pos: '2',
        tier: 'PRIMARY',
        match_info: 'i2i_video',
      });
      assert.equal(edges[3].tracking.args.x_object_type, 'banner');
      assert.equal(edges[3].tracking.args.x_object_id, 'c-banner');
      assert.equal(edges[5].tracking.args.x_object_type, 'live');
    });

    it('with a page view of its own when the algorithm sends none that fits', async () => {
      gateway.upstreams.on(
        'ALGORITHM',
        '/recommendations',
        recommend([1, 2, 3, 4].map(videoId), { pvid: 'x'.repeat(65) }),
      );
      const { edges } = await read();
      const [{ tracking }] = edges;
      assert.match(tracking.pvid, /^local-[0-9a-f]{8}-/);
      assert.ok(edges.every((edge: any) => edge.tracking.pvid === tracking.pvid));
    });
  });
});
