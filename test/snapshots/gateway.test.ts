import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { Kind, parse, print, visit } from 'graphql';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { SlotsStore } from '../../datasources/slots/slots.store.js';
import type { Telemetry } from '../../datasources/telemetry.js';
import { askApp } from '../../src/snapshots/ask.js';
import { PUBLISH_OPERATION } from '../../src/snapshots/snapshot-operation.js';
import type { SnapshotJob } from '../../src/snapshots/snapshot-job.js';
import { startPublishing } from '../../src/snapshots/start-publishing.js';
import { startGateway } from '../support/gateway.js';
import { openSandboxGateway, type SandboxGateway } from './support/sandbox-gateway.js';
import { readerOf } from './support/reader.js';

const COMMITTED = new URL('../../../test/operations/snapshot-feed.graphql', import.meta.url);
const SILENT: Telemetry = {
  upstreamCall: () => undefined,
  counted: () => undefined,
  mixed: () => undefined,
  refused: () => undefined,
  field: () => undefined,
};

describe('the operation of the publisher', () => {
  it('selects what documents hold, and beside it only where a page came from', () => {
    const withoutServing = visit(parse(PUBLISH_OPERATION), {
      Field: ({ name }) => (name.value === 'serving' ? null : undefined),
      OperationDefinition: (node) => ({ ...node, name: { kind: Kind.NAME, value: 'SnapshotFeed' } }),
    });
    assert.equal(print(withoutServing), print(parse(readFileSync(COMMITTED, 'utf8'))));
    assert.match(PUBLISH_OPERATION, /serving \{\s+tier\s+degraded\s+configVersion\s+\}/);
  });

  it('stays inside the limits of production, with the largest page', async (test) => {
    const gateway = await startGateway({ env: { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off' } });
    test.after(() => gateway.close());
    const { data, errors } = await gateway.ask(
      PUBLISH_OPERATION,
      { sceneId: 'home', first: 20, after: null },
      {},
    );
    assert.equal(errors, undefined);
    assert.equal(data.feed.edges.length, 20);
  });
});

describe('a gateway that publishes its own feed', () => {
  let gateway: SandboxGateway;
  let job: SnapshotJob;
  let media: MediaPolicy;
  const lines: { msg: string; sceneId: string; items: number; reasons: string[] }[] = [];
  before(async () => {
    gateway = await openSandboxGateway({ dirty: true });
    const { app, sandbox } = gateway;
    media = new MediaPolicy(null, sandbox.mediaOrigin);
    const slots = new SlotsStore({
      url: sandbox.urls.SLOTS,
      media,
      telemetry: SILENT,
      version: '0.0.0',
      now: Date.now,
      random: Math.random,
      onScene: () => undefined,
      onSceneGone: () => undefined,
    });
    await slots.start();
    after(() => slots.stop());
    job = startPublishing({
      ask: askApp(app),
      url: sandbox.urls.SNAPSHOT,
      slots,
      media,
      registry: new Registry(),
      logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }),
      version: '0.0.0',
      now: Date.now,
      random: Math.random,
    });
    while (lines.length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  after(async () => {
    await job.stop();
    await gateway.close();
  });

  it('publishes every enabled scene, with dirty data behind it', () => {
    assert.deepEqual(
      lines.map(({ msg, sceneId, items }) => [msg, sceneId, items >= 30]),
      ['home', 'channel', 'related'].map((scene) => ['snapshot published', scene, true]),
    );
  });

  it('publishes what its own reader takes, item by item', async (test) => {
    const { store, setNow } = readerOf(test, gateway.sandbox.urls.SNAPSHOT, { media });
    setNow(Date.now());
    await store.watch('home');
    const snapshot = store.current({ sceneId: 'home', variant: 'all', arm: null }, Date.now());
    assert.equal(snapshot?.items.length, lines[0]?.items);
    assert(snapshot && snapshot.index.products.size > 30 && snapshot.index.authors.size >= 10);
    assert.deepEqual([...store.refusals()], []);
  });

  it('asks nobody about a viewer, and tells nobody about one', () => {
    const { ALGORITHM, ENGAGEMENT, EXPOSURE } = gateway.sandbox.calls();
    assert.deepEqual(
      [Object.keys(ENGAGEMENT), Object.keys(EXPOSURE).filter((path) => path.startsWith('GET'))],
      [[], []],
    );
    assert.equal(ALGORITHM['POST /recommendations']?.headers['x-viewer-id'], undefined);
  });
});
