import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

const RULES = readFileSync('deploy/prometheus/alerts.yml', 'utf8');
const GUIDE = readFileSync('docs/on-call.md', 'utf8');
/** A metric, with the labels that the rule picks series by. */
const METRIC = /\b(vitrine_[a-z0-9_]+)(?:\{([^}]*)\})?/g;

const anchors = new Set(
  [...GUIDE.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-')),
);

let sandbox: Sandbox;
let gateway: TestGateway;
let metrics = '';
before(async () => {
  sandbox = await startSandbox();
  const urls = Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]));
  gateway = await startGateway({
    env: { ...urls, SNAPSHOT_PUBLISH: 'on', ROLLOUT_RULES: 'rollout/rules.example.yaml' },
    guarded: true,
    internals: { keepsRecords: true },
    localMediaOrigin: sandbox.mediaOrigin,
  });
  await gateway.run('feed-full', { sceneId: 'home' });
  for (let tries = 0; tries < 100 && !metrics.includes('vitrine_snapshot_publish_refusals{'); tries += 1)
    metrics = await (await fetch(`${gateway.url}/metrics`)).text();
});
after(async () => {
  await gateway.close();
  await sandbox.close();
});

describe('the alerts', () => {
  it('look at metrics and labels that exist', () => {
    const seen = [...RULES.matchAll(METRIC)];
    assert.ok(seen.length > 10);
    for (const [, name = '', selector = ''] of seen) {
      assert.match(metrics, new RegExp(`^# TYPE ${name} `, 'm'), name);
      const series = metrics.split('\n').find((line) => line.startsWith(`${name}{`));
      for (const [, label = ''] of selector.matchAll(/(\w+)(?:=~|!=|=)/g))
        if (series) assert.ok(series.includes(`${label}="`), `${name} has no label ${label}`);
    }
  });

  it('and the guide name no metric that there is not', () => {
    const named = new Set([...GUIDE.matchAll(/`(vitrine_[a-z0-9_]+)/g)].map(([, name = '']) => name));
    assert.ok(named.size > 10);
    for (const name of named) assert.match(metrics, new RegExp(`^# TYPE ${name} `, 'm'), name);
  });

  it('lead to a heading of the guide', () => {
    const runbooks = [...RULES.matchAll(/runbook: docs\/on-call\.md#(\S+)/g)];
    assert.equal(runbooks.length, RULES.match(/- alert:/g)?.length);
    for (const [, anchor = ''] of runbooks) assert.ok(anchors.has(anchor), anchor);
  });
});
