import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kind, parse, print, visit } from 'graphql';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { publishOperation } from '../../src/snapshots/snapshot-operation.js';
import { startGateway } from '../support/gateway.js';
import { openSandboxGateway, type LogLine, type SandboxGateway } from './support/sandbox-gateway.js';
import { readerOf } from './support/reader.js';

const COMMITTED = new URL('../../../test/operations/snapshot-feed.graphql', import.meta.url);
const READS = 'GET /{sceneId}/{variant}/v1/{name}.json';
const SCENES = ['home', 'channel', 'related'];

describe('the operation of the publisher', () => {
  it('selects what documents hold, and beside it only where a page came from', () => {
    const withoutServing = visit(parse(publishOperation()), {
      Field: ({ name }) => (name.value === 'serving' ? null : undefined),
      OperationDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: 'SnapshotFeed' } }),
    });
    assert.equal(print(withoutServing), print(parse(readFileSync(COMMITTED, 'utf8'))));
    assert.match(publishOperation(), /^query SnapshotPublish\(/);
    assert.match(publishOperation(), /serving \{\s+tier\s+degraded\s+configVersion\s+\}/);
  });

  it('stays inside the limits of production, with the largest page', async (test) => {
    const gateway = await startGateway({ env: { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' } });
    test.after(() => gateway.close());
    const { data, errors } = await gateway.ask(
      publishOperation(),
      { sceneId: 'home', first: 20, after: null },
      {},
    );
    assert.equal(errors, undefined);
    assert.equal(data.feed.edges.length, 20);
  });
});

describe('a gateway that publishes its own feed', () => {
  let gateway: SandboxGateway;
  let published: readonly LogLine[];
  before(async () => {
    gateway = await openSandboxGateway({ dirty: true });
    published = await gateway.logged('snapshot published', SCENES.length);
  });
  after(() => gateway.close());

  it('publishes every enabled scene as soon as it listens, with dirty data behind it', () => {
    assert.deepEqual(
      published.map(({ sceneId, items }) => [sceneId, Number(items) >= 30]),
      SCENES.map((scene) => [scene, true]),
    );
  });

  it('has loaded what it published, without waiting for its next turn to read', async () => {
    const ages = async () =>
      [...(await gateway.metrics()).matchAll(/vitrine_snapshot_age_seconds\{scene="(\w+)",variant="all"\}/g)]
        .map(([, scene]) => scene)
        .sort();
    for (let tries = 0; (await ages()).length < SCENES.length && tries < 100; tries++) await sleep(20);
    assert.deepEqual(await ages(), [...SCENES].sort());
    assert.match(await gateway.metrics(), /vitrine_snapshot_publish_total\{outcome="published"\} 3/);
  });

  it('publishes what every reader takes, item by item', async (test) => {
    const { sandbox } = gateway;
    const media = new MediaPolicy(null, sandbox.mediaOrigin);
    const { store, setNow } = readerOf(test, sandbox.urls.SNAPSHOT, { media });
    setNow(Date.now());
    await store.watch('home');
    const snapshot = store.current({ sceneId: 'home', variant: 'all', arm: null }, Date.now());
    assert.equal(snapshot?.items.length, published[0]?.['items']);
    assert(snapshot && snapshot.index.products.size > 30 && snapshot.index.authors.size >= 10);
    assert.deepEqual([...store.refusals()], []);
  });

  it('asks nobody about a viewer, tells nobody about one, and is counted as nobody', () => {
    const { ALGORITHM, ENGAGEMENT, EXPOSURE, CONTENT } = gateway.sandbox.calls();
    assert.deepEqual([ENGAGEMENT, EXPOSURE], [{}, {}]);
    const asked = ALGORITHM['POST /recommendations']?.headers;
    assert.equal(asked?.['x-viewer-id'], undefined);
    assert.equal(asked?.['x-shadow'], '1');
    assert.equal(CONTENT['POST /videos:batchGet']?.headers['x-shadow'], '1');
  });

  it('publishes at once when the emergency list changes, and what is on it is out', async () => {
    const store = `${gateway.sandbox.urls.SNAPSHOT}/home/all/v1`;
    const latest = async () => {
      const { hash } = (await (await fetch(`${store}/latest.json`)).json()) as { hash: string };
      return (await fetch(`${store}/${hash}.json`)).text();
    };
    const contentKey = /"__typename":"VideoCard","id":"([^"]+)"/.exec(await latest())?.[1] ?? '';
    const videoId = Buffer.from(contentKey, 'base64url').toString().replace(/^.*:/, '');
    assert((await latest()).includes(contentKey));
    assert.equal((await publishOffline(gateway, { contents: [`VIDEO:${videoId}`] })).status, 200);
    await gateway.logged('snapshot published', 2 * SCENES.length);
    assert(!(await latest()).includes(contentKey));
  });
});

describe('a gateway that is not to publish', () => {
  it('does not', async (test) => {
    const gateway = await openSandboxGateway({}, { SNAPSHOT_PUBLISH: 'off' });
    test.after(() => gateway.close());
    await sleep(300);
    assert.equal(gateway.sandbox.calls().ALGORITHM['POST /recommendations'], undefined);
    assert.doesNotMatch(await gateway.metrics(), /vitrine_snapshot_publish_total\{/);
  });
});

describe('a gateway that ends while it publishes', () => {
  it('ends at once although its store hangs, and counts nothing that it broke off', async () => {
    const gateway = await openSandboxGateway();
    await gateway.logged('snapshot published', SCENES.length);
    await gateway.sandbox.setFaults('SNAPSHOT', [{ kind: 'HANG' }]);
    await publishOffline(gateway, { contents: ['VIDEO:610000000042'] });
    const hangs = () =>
      gateway.sandbox.calls().SNAPSHOT[READS]?.recent.some(({ tookMs }) => tookMs === null) ?? false;
    for (let tries = 0; !hangs() && tries < 400; tries++) await sleep(20);
    assert(hangs(), 'publishing has begun');
    const startedAt = performance.now();
    await gateway.close();
    assert(performance.now() - startedAt < 2_000);
    assert.deepEqual(
      gateway.lines.filter(({ msg }) => msg === 'snapshot not published'),
      [],
    );
  });
});

function publishOffline(gateway: SandboxGateway, lists: { contents: string[] }): Promise<Response> {
  const body = JSON.stringify({ products: [], authors: [], shops: [], ...lists });
  const headers = { 'content-type': 'application/json' };
  return fetch(`${gateway.sandbox.adminUrl}/emergency-offline`, { method: 'PUT', body, headers });
}
