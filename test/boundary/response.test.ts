import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { videoId, videoRecord } from '../support/records.js';
import { batch, failure, recommend } from '../support/fake-upstreams.js';
import { operationText, VIEWER } from '../support/gateway.js';
import { creativeRecord, slotRecord } from '../support/slot-records.js';
import { bare, startBoundaryGateway } from './support/boundary-gateway.js';
import { assertNextTier, eventually, shown, videoGlobalId, videoIds, videos } from './support/shown.js';

const gateway = await startBoundaryGateway({
  scenes: {
    home: {},
    mixed: {
      policy: bare({ backfillOrder: ['POOL'] }),
      slots: [slotRecord('s', { creatives: [creativeRecord('c-1', videoId(40))] })],
      pools: [
        { poolId: 'p', contents: videoIds(50, 59).map((contentId) => ({ contentType: 'VIDEO', contentId })) },
      ],
    },
  },
});
const { upstreams } = gateway;
after(() => gateway.close());
beforeEach(() => upstreams.reset());

const answers = (ids: readonly string[]) => upstreams.on('ALGORITHM', '/recommendations', recommend(ids));
const counted = (code: string) => gateway.metric('vitrine_boundary_total', { code });
/** The log line of the request that was answered under a trace id. */
const logged = async (traceId: string): Promise<Record<string, unknown>> => {
  const find = () => gateway.logs.find((line) => line['traceId'] === traceId);
  await eventually(() => find() !== undefined);
  return find() ?? {};
};

describe('boundary checks of responses', () => {
  it('RS_SHORT: a first page below the minimum is told before it is logged', async () => {
    answers(videoIds(1, 3));
    const { answer, counts } = await gateway.page('home');
    assertNextTier(answer);
    assert.deepEqual(counts, { RC_SHORT: 1, RS_SHORT: 1, RS_TIER: 1 });
    const line = await logged(answer.data.feed.serving.traceId as string);
    assert.deepEqual(line['reasons'], counts);
    answers(videoIds(1, 4));
    assert.deepEqual((await gateway.page('home')).counts, { RC_SHORT: 1 });
    answers(videoIds(1, 3));
    assert.deepEqual((await gateway.page('home', { first: 2 })).counts, {});
  });

  it('RS_SHORT: a first page without items is a failure', async () => {
    answers(videoIds(1, 15));
    upstreams.on(
      'CONTENT',
      '/videos:batchGet',
      batch((id) => videoRecord(id, { status: 'OFFLINE' })),
    );
    const { answer, counts } = await gateway.page('home');
    assertNextTier(answer);
    assert.deepEqual(counts, { CT_STATUS: 15, RS_SHORT: 1 });
  });

  it('RS_TIER: the items of a page that fell short are replaced by the next tier, and never joined with its list', async () => {
    answers(videoIds(1, 3));
    const { answer, counts } = await gateway.page('home', { first: 20 });
    assertNextTier(answer);
    assert.equal(shown(answer).length, 20);
    assert.equal(counts.RS_TIER, 1);
    answers([]);
    assert.equal((await gateway.page('home')).counts.RS_TIER, undefined, 'nothing was thrown away');
  });

  it('RS_TIER: all items of a page are of the tier that the page names', async () => {
    answers(videoIds(1, 6));
    const { answer } = await gateway.page('mixed');
    const { edges, serving } = answer.data.feed;
    assert.deepEqual(
      new Set(edges.map(({ source }: { source: string }) => source)),
      new Set(['SLOT', 'ALGORITHM', 'BACKFILL_POOL']),
    );
    assert.equal(serving.tier, 'PRIMARY');
    for (const { tracking } of edges) {
      assert.equal(tracking.args.tier, 'PRIMARY');
      assert.match(tracking.scm, /^1007\.40050\.\d+\.0$/);
    }
  });

  it('RS_CLIENT: a fault of the client asks nobody', async () => {
    const ids = Array.from({ length: 51 }, (_, i) => videoGlobalId(i + 1));
    const query = 'query ($ids: [ID!]!) { videos(ids: $ids) { title } }';
    const { answer, counts } = await gateway.counting(() => gateway.ask(query, { ids }));
    assert.equal(answer.errors?.[0]?.extensions['code'], 'BAD_USER_INPUT');
    assert.deepEqual(counts, { RS_CLIENT: 1 });
    assert.equal(upstreams.callsOf('CONTENT').length, 0);
    const fifty = await gateway.counting(() => gateway.ask(query, { ids: ids.slice(1) }));
    assert.deepEqual([fifty.answer.errors, fifty.counts], [undefined, {}]);
  });

  it('RS_CLIENT: a client that leaves ends what was asked for it, and nothing has failed', async () => {
    const waiting = ['ALGORITHM', 'CONTENT'] as const;
    for (const upstream of waiting) {
      upstreams.reset();
      upstreams.on(upstream, '/', () => new Promise(() => undefined));
      const left = await counted('RS_CLIENT');
      const before = await Promise.all(['RC_FAILED', 'CT_MISSING'].map(counted));
      const exhausted = await gateway.metric('vitrine_field_resolution_total', { outcome: 'exhausted' });
      const client = new AbortController();
      const request = fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...VIEWER },
        body: JSON.stringify({ query: operationText('feed-full'), variables: { sceneId: 'home' } }),
        signal: client.signal,
      });
      const calls = () => upstreams.callsOf(upstream).filter(({ method }) => method === 'POST');
      await eventually(() => calls().length > 0);
      client.abort();
      await assert.rejects(request);
      await eventually(() => calls().every(({ aborted }) => aborted));
      await eventually(async () => (await counted('RS_CLIENT')) === left + 1);
      assert.deepEqual(await Promise.all(['RC_FAILED', 'CT_MISSING'].map(counted)), before);
      assert.equal(
        await gateway.metric('vitrine_field_resolution_total', { outcome: 'exhausted' }),
        exhausted,
      );
      assert.equal(upstreams.callsOf('EXPOSURE', '/served').length, 0);
    }
  });

  it('RS_SIDE: a failed side effect is counted and changes no response', async () => {
    upstreams.on('EXPOSURE', '/served', () => failure(500));
    const before = await counted('RS_SIDE');
    const { answer } = await gateway.page('home');
    assert.deepEqual([shown(answer), answer.errors], [videos(1, 10), undefined]);
    await eventually(async () => (await counted('RS_SIDE')) === before + 1);
    upstreams.reset();
    await gateway.page('home');
    await eventually(() => upstreams.callsOf('EXPOSURE', '/served').some(({ endedAt }) => endedAt !== null));
    assert.equal(await counted('RS_SIDE'), before + 1);
  });

  it('RS_SIDE: every response has its trace, tier and codes, and no log line has a viewer', async () => {
    const headers = { 'x-viewer-id': 'viewer-zz9', 'x-device-id': 'device-zz9' };
    const { answer } = await gateway.page('home', { first: 21, context: { region: 'nowhere' } }, headers);
    const { traceId, tier } = answer.data.feed.serving;
    assert.match(traceId, /^[0-9a-f]{32}$/);
    assert.equal(tier, 'PRIMARY');
    const line = await logged(traceId as string);
    assert.deepEqual(line['reasons'], { RQ_FIRST: 1, RQ_LOCALE: 1 });
    assert.ok(gateway.logs.length > 0);
    assert.ok(!JSON.stringify(gateway.logs).includes('zz9'));
  });
});
