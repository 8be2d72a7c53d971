import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createApp, type App } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { createLambdaHandler } from '../../src/faas/aws-lambda.js';
import { LiveRollout } from '../../src/rollout/live-rollout.js';
import { casesIn } from '../../src/shadow/spool/read-cases.js';
import { asInvocations } from '../../src/startup/as-invocations.js';
import { resolveConfig } from '../../src/startup/resolve-config.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { fetchThroughLambda } from '../process/stand-ins/function-fetch.js';
import { EVERYBODY, RulesFile } from '../rollout-gateway/support/rules.js';
import { operationText, VIEWER } from '../support/gateway.js';
import { ROOMY } from '../support/roomy.js';
import { ALWAYS } from './support/recording-gateway.js';

const REQUESTS = 20;

describe('a function', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-function-'));
  const folder = join(dataDir, 'cases');
  const rules = new RulesFile();
  let sandbox: Sandbox;
  let app: App;
  let ask: typeof fetch;
  before(async () => {
    rules.publish({ 'feed-primary': { shadow: { ...ALWAYS, ranked: 'same' } } });
    sandbox = await startSandbox();
    const urls = Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]);
    const settings = { SANDBOX: 'off', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ROLLOUT_RULES: rules.path };
    const config = readConfig({ ...(Object.fromEntries(urls) as object), ...settings });
    const resolved = { ...resolveConfig(config, null), localMediaOrigin: sandbox.mediaOrigin };
    app = await createApp(resolved, { timeoutFactor: 20, shedding: ROOMY, shadow: 'record' });
    ask = fetchThroughLambda(createLambdaHandler(() => Promise.resolve(app)));
  });
  after(async () => {
    await app.close();
    await sandbox.close();
    rules.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const recorded = () =>
    readdirSync(folder).flatMap((name) => casesIn(readFileSync(join(folder, name))).cases);
  const page = () =>
    ask('http://function/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...VIEWER },
      body: JSON.stringify({ query: operationText('feed-full'), variables: { sceneId: 'home' } }),
    });

  it('has recorded what it compares when it answers, runs no other side, and does nothing afterwards', async () => {
    for (let n = 0; n < REQUESTS; n++) assert.equal((await page()).status, 200);
    const results = await resultsOf(app);
    assert.ok(recorded().length >= (results.get('written') ?? 0), 'what is counted is there');
    const all = [...results.values()].reduce((sum, count) => sum + count, 0);
    assert.equal(all, REQUESTS, JSON.stringify([...results]));
    assert.ok((results.get('written') ?? 0) > 0, JSON.stringify([...results])); // a busy machine is late with most
    const { calls } = sandbox.calls().ALGORITHM['recommendations'] ?? { calls: 0 };
    assert.equal(calls, 0, 'control served');
    const before = recorded().length;
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(recorded().length, before);
  });

  it('finds a kill and new rules that came while it stood still', async () => {
    const rollout = new LiveRollout({
      location: rules.path,
      copyFolder: null,
      version: 'test',
      random: Math.random,
      isOpen: false,
      onOutcome: () => undefined,
      onRejected: () => undefined,
      onFuse: () => undefined,
      onRuling: () => undefined,
      onFault: () => undefined,
    }); // not started: nothing is polled, as between two answers
    const seen: unknown[] = [];
    const invoke = asInvocations(() => {
      seen.push(rollout.ruling().rules.map(({ rule, isKilled }) => [rule.id, isKilled]));
      return Promise.resolve({ statusCode: 200, headers: {}, payload: '' });
    }, rollout);
    rules.publish({ 'feed-primary': EVERYBODY });
    rules.kill('feed-primary');
    const request = { method: 'GET', url: '/', headers: {} };
    // a file that takes longer than the wait is there for the next request
    for (let n = 0; n < 10 && !String(seen.at(-1)).includes('feed-primary'); n++) {
      await invoke(request);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await invoke(request);
    assert.deepEqual(seen.at(-1), [['feed-primary', true]]);
    await rollout.stop();
  });
});

async function resultsOf(app: App): Promise<ReadonlyMap<string, number>> {
  const { payload } = await app.inject({ method: 'GET', url: '/metrics', headers: {} });
  const lines = String(payload).matchAll(/^vitrine_cases_total\{result="(\S+)"\} (\d+)$/gm);
  return new Map([...lines].map(([, result = '', count]) => [result, Number(count)]));
}
