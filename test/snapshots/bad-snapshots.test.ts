import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import { buildAppFromEnvironment } from '../../src/faas/kept-app.js';
import { startFakeUpstreams } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { documentOf, HOUR, MINUTE, putSnapshot } from './support/documents.js';

const FEED = '{ feed(sceneId: "home", first: 10) { serving { tier configVersion } nodes { id } } }';
const REFUSED = 'vitrine_snapshot_refused_total';

/** A gateway without ALGORITHM and CONTENT, which has read what was published at its start. */
async function gatewayBefore(store: string): Promise<TestGateway> {
  const gateway = await startGateway({ env: { SNAPSHOT_URL: store } });
  for (const upstream of ['ALGORITHM', 'CONTENT'] as const) gateway.upstreams.fail(upstream);
  return gateway;
}

describe('a gateway before a store with a bad snapshot', () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ only: ['SNAPSHOT'] });
    await putSnapshot(sandbox.urls.SNAPSHOT, documentOf(Date.now() - MINUTE));
  });
  after(() => sandbox.close());

  const faults: [string, Fault, string][] = [
    ['whose bytes are not those of its name', { kind: 'BAD_HASH' }, 'HASH'],
    ['of yesterday', { kind: 'OLD_SNAPSHOT', args: { ageMs: 25 * HOUR } }, 'TOO_OLD'],
    ['of tomorrow', { kind: 'FUTURE_DATE', args: { ms: 24 * HOUR } }, 'FUTURE'],
    ['of three megabytes', { kind: 'HUGE', args: { bytes: 3_000_000 } }, 'TOO_LARGE'],
    ['that is a page of HTML', { kind: 'HTML' }, 'FORMAT'],
    ['that never arrives', { kind: 'STATUS', args: { status: 500 } }, 'UNREACHABLE'],
  ];
  for (const [what, fault, reason] of faults)
    it(`starts without one ${what}, counts ${reason} and serves the packaged list`, async (test) => {
      await sandbox.setFaults('SNAPSHOT', [fault]);
      const gateway = await gatewayBefore(sandbox.urls.SNAPSHOT);
      test.after(() => gateway.close());
      assert((await gateway.metric(REFUSED, { reason })) > 0);
      assert.equal(
        await gateway.metric(REFUSED, { reason }),
        await gateway.metric(REFUSED),
        'for no other reason',
      );
      const { status, data, errors } = await gateway.ask(FEED);
      assert.deepEqual([status, errors, data.feed.serving.tier], [200, undefined, 'BUILT_IN']);
      assert.equal(data.feed.nodes.length, 10);
      assert.equal(await gateway.metric('vitrine_snapshot_missing'), 3);
      const said = gateway.logs.find(({ msg }) => String(msg).startsWith('no snapshot is loaded yet'));
      assert.deepEqual(said?.['scenes'], ['home', 'channel', 'related']);
    });

  it('serves a good one, and says of the other scenes that they have none', async (test) => {
    await sandbox.setFaults('SNAPSHOT', []);
    const gateway = await gatewayBefore(sandbox.urls.SNAPSHOT);
    test.after(() => gateway.close());
    const { data } = await gateway.ask(FEED);
    assert.deepEqual([data.feed.serving.tier, data.feed.serving.configVersion], ['CDN_SNAPSHOT', '412.7']);
    assert.equal(await gateway.metric(REFUSED), 0);
    const said = gateway.logs.find(({ msg }) => String(msg).startsWith('no snapshot is loaded yet'));
    assert.deepEqual([said?.['level'], said?.['scenes']], ['warn', ['channel', 'related']]);
  });

  it('waits no longer than two seconds for a store that hangs', async (test) => {
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'HANG' }]);
    const startedAt = performance.now();
    const gateway = await gatewayBefore(sandbox.urls.SNAPSHOT);
    test.after(async () => {
      await gateway.close();
      await sandbox.setFaults('SNAPSHOT', []);
    });
    const tookMs = performance.now() - startedAt;
    assert(tookMs >= 1_900 && tookMs < 6_000, `${Math.round(tookMs)} ms`);
    assert.equal((await gateway.ask(FEED)).data.feed.serving.tier, 'BUILT_IN');
  });

  it('waits a tenth of a second in a function, and publishes nothing there', async (test) => {
    await sandbox.setFaults('SNAPSHOT', [{ kind: 'HANG' }]);
    test.after(() => sandbox.setFaults('SNAPSHOT', []));
    const upstreams = await startFakeUpstreams();
    test.after(() => upstreams.close());
    const { SNAPSHOT } = sandbox.urls;
    const env = { SANDBOX: 'off', LOG_LEVEL: 'silent', SNAPSHOT_PUBLISH: 'on', SNAPSHOT_URL: SNAPSHOT };
    Object.assign(process.env, { ...upstreams.env, ...env });
    const startedAt = performance.now();
    const app = await buildAppFromEnvironment();
    const tookMs = performance.now() - startedAt;
    assert(tookMs < 1_500, `${Math.round(tookMs)} ms, of which 100 waiting`);
    await app.close();
    assert.equal(upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
  });
});
