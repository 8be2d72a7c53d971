import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, suite, test } from 'node:test';
import type { GraphQLSchema } from 'graphql';
import { globalId, type GlobalIdType } from '../../schema/global-id.js';
import { Connections } from '../../datasources/connections.js';
import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import { buildGatewaySchema } from '../../src/build-schema.js';
import { RequestContext, type ContextParts } from '../../src/context.js';
import { NO_ROLLOUT } from '../../src/rollout/rollout.js';
import { createMetrics } from '../../src/observability/metrics.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { createComparison } from './support/compare.js';
import { createQueryGenerator } from './support/query-generator.js';
import { createRandom } from './support/random.js';

const NOW = Date.UTC(2026, 10, 11, 12);
const HEALTHY = 2_000;
const FAULTY = 500;

const quoted = (...values: string[]): string[] => values.map((value) => JSON.stringify(value));
const ids = (typeName: GlobalIdType, prefix: string): string[] =>
  quoted(...[1, 2, 3].map((n) => globalId(typeName, `${prefix}${String(n).padStart(5, '0')}`)));
const VIDEOS = ids('Video', '6100000');
const PRODUCTS = ids('Product', '7200000');
const AUTHORS = ids('Author', '2200000');
const ROOMS = ids('LiveRoom', '8800000');
const ANY = [...VIDEOS, ...PRODUCTS, ...AUTHORS, ...ROOMS, ...ids('Shop', '3300000'), ...quoted('no id', '')];
const lists = (samples: readonly string[]): string[] => [
  `[${samples.join(', ')}]`,
  `[${samples[0] ?? ''}]`,
  '[]',
];

/** Arguments that reach something; made-up ones would all be answered by null. */
const ARGUMENTS = {
  'Query.feed(sceneId:)': quoted('home', 'channel', 'related'),
  'Query.feed(first:)': ['1', '3', '7', 'null'],
  'Query.feed(after:)': ['null', ...quoted('no cursor')],
  'Query.scene(id:)': quoted('home', 'retired', 'nowhere'),
  'Query.video(id:)': VIDEOS,
  'Query.videos(ids:)': lists(VIDEOS),
  'Query.product(id:)': PRODUCTS,
  'Query.products(ids:)': lists(PRODUCTS),
  'Query.author(id:)': AUTHORS,
  'Query.liveRoom(id:)': ROOMS,
  'Query.node(id:)': ANY,
  'Query.nodes(ids:)': lists(ANY),
};

suite('generated queries of the gateway, compiled and interpreted', () => {
  let upstreams: FakeUpstreams;
  let connections: Connections;
  let schema: GraphQLSchema;
  let parts: ContextParts;

  before(async () => {
    upstreams = await startFakeUpstreams({}, () => NOW);
    const metrics = createMetrics();
    connections = new Connections({
      // No hop stands behind a source, so that errors can be compared too.
      origins: { ...upstreams.urls, LEGACY: null, SNAPSHOT: null },
      keepsRecords: false,
      telemetry: metrics,
      version: '0.0.0',
      now: () => NOW,
      random: () => 0.5,
      mediaHosts: null,
      localMediaOrigin: null,
      timeoutFactor: 50,
    });
    await connections.start();
    schema = await buildGatewaySchema();
    const cursorKeys = [{ kid: 0, key: randomBytes(32) }];
    parts = {
      connections,
      metrics,
      deadlineMs: 60_000,
      now: () => NOW,
      rollout: NO_ROLLOUT,
      // Whatever is random in an answer is fixed, so that two answers can be equal.
      feed: {
        cursorKeys,
        videoPageUrl: 'https://www.vitrine.example/video/',
        newSessionId: () => 'AAAAAAAAAAAAAAAAAAAAAA',
        newPvid: () => 'p',
      },
    };
  });
  after(async () => {
    await connections.stop();
    await upstreams.close();
  });

  const newContext = () =>
    new RequestContext(
      {
        headers: {
          'x-viewer-id': 'u1',
          'x-device-id': 'd1',
          traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        },
        signal: new AbortController().signal,
        receivedAt: performance.now(),
        requestId: 'r',
        method: 'POST',
        fromEdge: true,
      },
      parts,
    );

  test(`${HEALTHY} get the same answers`, async () => {
    const next = createQueryGenerator({ schema, seed: 11, argumentSamples: ARGUMENTS });
    const { compare } = createComparison(schema);
    let [compiled, excused] = [0, 0];
    while (compiled < HEALTHY) {
      const compared = await compare(next(), newContext);
      if (compared.isCompiled) compiled += 1;
      if (compared.isExcused) excused += 1;
    }
    assert.equal(excused, 0);
  });

  test(`${FAULTY} get the same answers while an upstream is out`, async () => {
    const random = createRandom(12);
    const next = createQueryGenerator({ schema, seed: 12, argumentSamples: ARGUMENTS });
    const { compare } = createComparison(schema);
    let [compiled, withErrors, excused] = [0, 0, 0];
    while (compiled < FAULTY) {
      const upstream: UpstreamName = random.pick(UPSTREAM_NAMES);
      upstreams.fail(upstream);
      const compared = await compare(next(), newContext);
      upstreams.reset();
      if (compared.isCompiled) compiled += 1;
      if (compared.hasErrors) withErrors += 1;
      if (compared.isExcused) excused += 1;
    }
    assert.equal(excused, 0, 'answers differ in their errors');
    assert.ok(withErrors > FAULTY / 20, `only ${withErrors} of ${FAULTY} met an error`);
  });
});
