import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { impatientLoad } from '../../bench/memory/impatient-load.js';
import { mixedRequest } from '../../bench/memory/mixed-traffic.js';
import { TENTH_BROKEN } from '../../bench/memory/service-faults.js';
import { Serving } from '../../datasources/chain/serving.js';
import { ScopedContexts } from '../../datasources/scoped-contexts.js';
import { Cancellation } from '../../datasources/http/cancellation.js';
import { Exchange as UpstreamExchange } from '../../datasources/http/exchange.js';
import { startSandbox, UPSTREAM_NAMES, type Sandbox } from '../../sandbox/index.js';
import { RequestContext } from '../../src/context.js';
import { Exchange } from '../../src/server/exchange.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { alive } from './support/alive.js';

/** Everything that belongs to one request. */
const OF_REQUESTS = [Exchange, RequestContext, ScopedContexts, Serving, Cancellation, UpstreamExchange];
/** What was put off until after the answers may take a second; looking stops everything, for longer on a busy machine. */
const OVER_AFTER_MS = 2_000;
const LOOKS = 4;
const PER_SECOND = 100;
const SECONDS = 4;

let sandbox: Sandbox;
let gateway: TestGateway;
before(async () => {
  sandbox = await startSandbox({ latency: 'realistic', dirty: true });
  const urls = UPSTREAM_NAMES.map((name) => [`${name}_URL`, sandbox.urls[name]]);
  gateway = await startGateway({
    env: {
      ...(Object.fromEntries(urls) as Record<string, string>),
      NODE_ENV: 'production',
      TRUSTED_DOCUMENTS: 'off',
      REQUEST_DEADLINE_MS: '800',
      LOG_LEVEL: 'silent',
    },
    internals: { timeoutFactor: 1, keepsRecords: true },
    guarded: true,
    localMediaOrigin: sandbox.mediaOrigin,
  });
  for (const name of UPSTREAM_NAMES) await sandbox.setFaults(name, TENTH_BROKEN);
});
after(async () => {
  await gateway.close();
  await sandbox.close();
});

it('keeps nothing of requests that are over, whether they were answered, refused, abandoned or let down', async () => {
  const { ends } = await impatientLoad({
    url: gateway.url,
    request: mixedRequest,
    perSecond: PER_SECOND,
    seconds: SECONDS,
    leaving: 0.2,
    from: 0,
    signal: AbortSignal.timeout(60_000),
  });
  assert.ok((ends.get('left') ?? 0) > 20, 'some clients left');
  assert.ok((ends.get(400) ?? 0) > 10, 'some requests were refused');
  let left: readonly string[] = ['not looked yet'];
  for (let look = 0; look < LOOKS && left.length > 0; look++) {
    await sleep(OVER_AFTER_MS);
    left = stillAlive();
  }
  assert.deepEqual(left, []);
});

const stillAlive = (): readonly string[] =>
  OF_REQUESTS.map((type) => [alive(type), type.name] as const)
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} of ${name}`);
