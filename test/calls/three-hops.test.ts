import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UpstreamName } from '../../datasources/upstreams.js';
import { startGateway, VIEWER, type TestGateway } from '../support/gateway.js';
import { hopsOf, isAwaited, runTraced, type TracedRequest } from './support/calls-of-request.js';
import { startScenes } from './support/scenes.js';

const SLOW_MS = 50;
/** Share of its timeout that an upstream takes when 50 ms would be too near to it. */
const SHARE = 0.7;

/** Timeouts of the endpoints of a full page, in ms, as contracted. */
const TIMEOUTS: readonly (readonly [UpstreamName, string, number])[] = [
  ['ALGORITHM', '/recommendations', 150],
  ['EXPOSURE', '/exposures', 20],
  ['ENGAGEMENT', '/viewer-profile', 20],
  ['CONTENT', '/videos:batchGet', 80],
  ['ACCOUNTS', '/accounts:batchGet', 50],
  ['CATALOG', '/items:batchGet', 60],
  ['PRICING', '/prices:batchGet', 60],
  ['INVENTORY', '/stocks:batchGet', 40],
  ['LIVE', '/rooms:batchGet', 50],
  ['LIVE', '/rooms:batchGetByAccount', 50],
  ['ENGAGEMENT', '/author-states:batchGet', 50],
  ['ENGAGEMENT', '/video-states:batchGet', 50],
];

/** Timeouts are stretched, so that an upstream never saves time by being given up; the delays are not. */
const PATIENCE = 20;
const WARM_UP = 4;
const ATTEMPTS = 12;
/** Three slow hops, and what the gateway may add. */
const MOST_MS = 3 * SLOW_MS + 60;

describe('a full page before slow upstreams', () => {
  let gateway: TestGateway;
  let requests: TracedRequest[];

  before(async () => {
    gateway = await startGateway({
      upstreams: await startScenes(),
      internals: { timeoutFactor: PATIENCE },
    });
    for (const [upstream, path, timeoutMs] of TIMEOUTS)
      gateway.upstreams.delay(upstream, Math.min(SLOW_MS, SHARE * timeoutMs), path);
    const ask = () => runTraced(gateway, 'feed-full', { sceneId: 'related' }, VIEWER);
    for (let i = 0; i < WARM_UP; i++) await ask();
    requests = [];
    for (let i = 0; i < ATTEMPTS && fastest() >= MOST_MS; i++) requests.push(await ask());
  });
  after(() => gateway.close());

  const fastest = () => Math.min(Infinity, ...requests.map(({ answer }) => answer.ms));

  // The machine that runs the tests does other things too, which can only add time: the best attempt is the nearest to what
  // the gateway itself takes. Sequential hops would add to every attempt.
  it(`is answered within ${MOST_MS} ms`, () => {
    assert.ok(fastest() < MOST_MS, `${Math.round(fastest())} ms`);
  });

  it('waits for three hops, one after another, and no more', () => {
    for (const request of requests) assert.equal(hopsOf(request.calls().filter(isAwaited)).length, 3);
  });

  it('asks every endpoint of the fan-out, and is complete', () => {
    const [request] = requests;
    const called = new Set(request?.calls().map(({ upstream, path }) => `${upstream} ${path}`));
    for (const [upstream, path] of TIMEOUTS) assert.ok(called.has(`${upstream} ${path}`), path);
    assert.equal(request?.answer.errors, undefined);
    assert.equal(request?.answer.data.feed.edges.length, 10);
    assert.equal(request.answer.data.feed.serving.degraded, false);
  });
});
