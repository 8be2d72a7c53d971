import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { runDrill } from './support/run-drill.js';

/** Time limits are stretched in tests; a drill of their length sees what a short one sees in production. */
const STEP = ['--seconds', '2'];

describe('a drill of the gateway and the embedded services', () => {
  let sandbox: Sandbox;
  let gateway: TestGateway;
  before(async () => {
    sandbox = await startSandbox({ dirty: false });
    const env = Object.fromEntries(Object.entries(sandbox.urls).map(([name, url]) => [`${name}_URL`, url]));
    gateway = await startGateway({
      env: {
        ...env,
        NODE_ENV: 'production',
        RATE_LIMIT_COST_PER_S: '0',
        CURSOR_KEYS: `1:${randomBytes(32).toString('base64')}`,
      },
      localMediaOrigin: sandbox.mediaOrigin,
      internals: { timeoutFactor: 10 },
    });
  });
  after(async () => {
    await gateway.close();
    await sandbox.close();
  });

  it('sees prices come from LEGACY, and every page full', async (test) => {
    const args = ['--url', gateway.url, '--admin', sandbox.adminUrl, '--only', 'PRICING', ...STEP];
    const { code, output, report } = await runDrill(test, args, { speed: 1 });
    assert.equal(code, 0, output);
    assert.match(output, /^PRICING killed +(\d+)\/\1 +PRIMARY .* legacy /m);
    assert.match(output, /^PRICING hangs +(\d+)\/\1 +PRIMARY /m);
    assert.match(output, /^PRICING poisoned +(\d+)\/\1 +PRIMARY /m);
    assert.match(output, /legacy: Product\.pricing/);
    assert.match(report(), /prices: legacy/);
    assert.notDeepEqual(Object.keys(sandbox.calls().LEGACY), []);
  });
});
