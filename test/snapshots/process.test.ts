import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../process/stand-ins/launch.js';

const MAIN = '../../../src/main.js';
/** Seconds on an idle machine; this one has others to serve. */
const PATIENCE_MS = 90_000;

describe('the program as npm start runs it', () => {
  it('has published the embedded scenes, and loaded them, soon after it is ready', async (test) => {
    const gateway = launch(test, MAIN, { PORT: '0' });
    const url = await gateway.url();
    const readyAt = performance.now();
    const loaded = async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      return [...metrics.matchAll(/vitrine_snapshot_age_seconds\{scene="(\w+)",variant="all"\} \d/g)].length;
    };
    while ((await loaded()) < 3 && performance.now() - readyAt < PATIENCE_MS) await sleep(100);
    assert.equal(await loaded(), 3, gateway.stdout());
    test.diagnostic(`${Math.round(performance.now() - readyAt)} ms after it was ready`);
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 0);
    assert.equal(gateway.stderr(), '');
  });
});
