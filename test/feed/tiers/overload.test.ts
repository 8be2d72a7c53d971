import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { failure } from '../../support/fake-upstreams.js';
import { answer, javaCards, javaFeed, javaRoom, legacyPage } from './support/java-feed.js';
import { snapshotOf, startTierGateway, type TierGateway } from './support/tier-gateway.js';

const NOW = 1_573_401_600_000;

describe('an upstream that asks to be left alone', () => {
  let gateway: TierGateway;

  beforeEach(async () => {
    gateway = await startTierGateway({
      guarded: true,
      internals: { now: () => NOW },
      handlers: { LEGACY: { '/gw': javaFeed(javaCards(60)) } },
      snapshots: [snapshotOf(NOW)],
    });
  });
  afterEach(() => gateway.close());

  for (const [upstream, path] of [
    ['ALGORITHM', '/recommendations'],
    ['CONTENT', '/videos:batchGet'],
  ] as const)
    it(`does not send its load on to LEGACY while it is left alone: ${upstream}`, async () => {
      gateway.upstreams.on(upstream, path, () => failure(503, { 'retry-after': '30' }));
      await gateway.page();
      const asked = gateway.upstreams.callsOf('LEGACY').length;
      const { feed, row } = await gateway.page();
      assert.deepEqual([feed.serving.tier, row?.['reason']], ['CDN_SNAPSHOT', 'CIRCUIT_OPEN']);
      assert.equal(gateway.upstreams.callsOf('LEGACY').length, asked);
    });
});

describe('a page of the Java feed that is far longer than was asked for', () => {
  let gateway: TierGateway;

  before(async () => {
    gateway = await startTierGateway({ internals: { now: () => NOW }, snapshots: [snapshotOf(NOW)] });
    gateway.failPrimary();
  });
  after(() => gateway.close());

  it('is not read beyond what a page may hold: no other service is asked about the rest', async () => {
    const cards = [
      ...javaCards(30),
      ...Array.from({ length: 500 }, (_, i) => javaRoom(String(9_000_000 + i))),
    ];
    gateway.upstreams.on('LEGACY', '/gw', answer(legacyPage(cards, { hasMore: 'true' })));
    const { feed, shown } = await gateway.page();
    assert.deepEqual([feed.serving.tier, shown.length], ['LEGACY', 10]);
    assert.equal(gateway.upstreams.callsOf('LIVE').length, 1);
  });
});
