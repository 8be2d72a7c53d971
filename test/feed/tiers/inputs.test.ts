import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { failure, recommendInOrder } from '../../support/fake-upstreams.js';
import { ANONYMOUS } from '../../support/gateway.js';
import { javaCards, javaFeed } from './support/java-feed.js';
import { snapshotOf, startTierGateway, type TierGateway } from './support/tier-gateway.js';

describe('a list of PRIMARY that was made with less than its inputs', () => {
  let gateway: TierGateway;

  before(async () => {
    gateway = await startTierGateway();
  });
  beforeEach(() => gateway.upstreams.reset());
  after(() => gateway.close());

  const row = (reason: string) => ({ coordinate: 'Query.feed', source: 'primary', reason, items: 10 });

  it('says so in one row while nobody knows what was seen or who the viewer is', async () => {
    for (const [upstream, path] of [
      ['EXPOSURE', '/exposures'],
      ['ENGAGEMENT', '/viewer-profile'],
    ] as const) {
      gateway.upstreams.reset();
      gateway.upstreams.on(upstream, path, () => failure(503, { 'retry-after': '1' }));
      const page = await gateway.page();
      assert.deepEqual([page.feed.serving.tier, page.feed.serving.degraded], ['PRIMARY', true]);
      assert.deepEqual(page.row, row('UPSTREAM_BUSY'));
      assert.equal(page.header, 'Query.feed;source=primary;reason=UPSTREAM_BUSY');
    }
    gateway.upstreams.fail('EXPOSURE');
    gateway.upstreams.fail('ENGAGEMENT');
    assert.deepEqual((await gateway.page()).row, row('UPSTREAM_ERROR'));
    assert.equal((await gateway.page({ headers: ANONYMOUS })).row, undefined, 'nobody has no profile');
  });

  it('says so when it was ranked for nobody, because the viewer was refused', async () => {
    gateway.upstreams.on('ALGORITHM', '/recommendations', (call, response) =>
      call.headers['x-viewer-id'] === undefined ? recommendInOrder(call, response) : failure(403),
    );
    const page = await gateway.page();
    assert.deepEqual(page.row, { ...row('DENIED'), personalized: false });
    assert.equal(page.feed.serving.degraded, true);
  });

  it('says so when its slot plan is older than a minute', async (test) => {
    let now = Date.now();
    const old = await startTierGateway({ internals: { now: () => now } });
    test.after(() => old.close());
    assert.equal((await old.page()).row, undefined);
    old.upstreams.fail('SLOTS');
    now += 61_000;
    const page = await old.page();
    assert.deepEqual(page.row, row('STALE_DATA'));
    assert.equal(page.feed.serving.degraded, true);
  });

  it('is not one that begins anew for a cursor that cannot be honoured: the row says just that', async () => {
    const page = await gateway.page({ after: 'forged' });
    assert.equal(page.feed.session.restarted, true);
    assert.deepEqual(page.row, row('CURSOR_RESTARTED'));
    assert.equal(page.feed.serving.degraded, false);
  });

  it('is none of a list that came from below', async (test) => {
    const falling = await startTierGateway({
      handlers: { LEGACY: { '/gw': javaFeed(javaCards(60)) } },
      snapshots: [snapshotOf(Date.now())],
    });
    test.after(() => falling.close());
    falling.failPrimary();
    falling.upstreams.fail('EXPOSURE');
    const page = await falling.page({ after: 'forged' });
    assert.deepEqual([page.row?.['source'], page.row?.['reason']], ['legacy', 'UPSTREAM_ERROR']);
    assert.equal(page.feed.session.restarted, true);
  });
});

describe('PRIMARY with its half of the time gone', () => {
  it('is left for the next tier, and that for the one below', async (test) => {
    const hung = () => new Promise<undefined>(() => undefined);
    const gateway = await startTierGateway({
      handlers: { LEGACY: { '/gw': javaFeed(javaCards(60)) } },
      snapshots: [snapshotOf(Date.now())],
    });
    test.after(() => gateway.close());
    // The time limits of calls are stretched in tests: without a bound of its own the tier would wait for three seconds.
    const headers = { 'x-viewer-id': 'u1', 'x-deadline-ms': '2000' };
    gateway.upstreams.on('ALGORITHM', '/recommendations', hung);
    const startedAt = performance.now();
    const page = await gateway.page({ headers });
    const tookMs = performance.now() - startedAt;
    assert.deepEqual([page.feed.serving.tier, page.row?.['reason']], ['LEGACY', 'UPSTREAM_TIMEOUT']);
    assert.ok(tookMs > 900 && tookMs < 1_500, `${tookMs} ms`);
    gateway.upstreams.on('LEGACY', '/gw', hung);
    const lower = await gateway.page({ headers });
    assert.deepEqual([lower.feed.serving.tier, lower.row?.['reason']], ['CDN_SNAPSHOT', 'UPSTREAM_TIMEOUT']);
  });
});
