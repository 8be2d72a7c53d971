import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { assertGone, childrenOf, launch, type Launched } from './stand-ins/launch.js';

function pidOf({ child }: Launched): number {
  assert(child.pid !== undefined);
  return child.pid;
}

describe('the stop', { concurrency: 2 }, () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`finishes requests in flight on ${signal}, embedded services included, then exits with 0`, async (test) => {
      const gateway = launch(test, 'main.js', { PORT: '0', REQUEST_DEADLINE_MS: '600' });
      const url = await gateway.url();
      const children = childrenOf(pidOf(gateway));
      const answer = fetch(`${url}/slow`);
      await sleep(100);
      if (signal === 'SIGINT') gateway.pressCtrlC();
      else gateway.child.kill(signal);
      const response = await answer;
      assert.deepEqual([response.status, await response.text()], [200, 'ok']);
      assert.equal(await gateway.exit(), 0);
      await assertGone(children);
      assert.equal(gateway.stderr(), '');
    });
  }

  it('accepts no new connection meanwhile', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', REQUEST_DEADLINE_MS: '3000' });
    const url = await gateway.url();
    let finished = false;
    const slow = fetch(`${url}/slow`).finally(() => (finished = true));
    await sleep(100);
    gateway.pressCtrlC();
    const connects = () =>
      fetch(`${url}/config`).then(
        () => true,
        () => false,
      );
    while (await connects()) assert(!finished, 'it accepted connections until the end');
    assert(!finished);
    assert.equal((await slow).status, 200);
    assert.equal(await gateway.exit(), 0);
  });

  it('does not wait for connections that never asked for anything', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0' });
    const { hostname, port } = new URL(await gateway.url());
    const silent = connect(Number(port), hostname);
    silent.on('error', () => undefined);
    test.after(() => silent.destroy());
    await once(silent, 'connect');
    const askedAt = performance.now();
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 0);
    assert(performance.now() - askedAt < 5_000);
  });

  it('loses no request of busy kept connections', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0' });
    const url = await gateway.url();
    const pool = new Pool(url, { connections: 50 });
    test.after(() => pool.destroy());
    const lost: unknown[] = [];
    let answered = 0;
    // As a load balancer does: a gateway that says goodbye gets no further request.
    const client = async () => {
      try {
        for (let stays = true; stays; answered++) {
          const { body, headers } = await pool.request({ path: '/config', method: 'GET' });
          await body.dump();
          stays = headers.connection !== 'close';
        }
      } catch (error) {
        lost.push(error);
      }
    };
    const clients = Array.from({ length: 50 }, client);
    await sleep(300);
    gateway.child.kill('SIGTERM');
    await Promise.all(clients);
    assert.deepEqual(lost, []);
    assert(answered > clients.length, `only ${answered} answers`);
    assert.equal(await gateway.exit(), 0);
  });

  it('is quick when nothing is in flight', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0' });
    await fetch(`${await gateway.url()}/config`);
    const begin = performance.now();
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 0);
    assert(performance.now() - begin < 2000);
  });

  it('takes two signals at once for one: npm repeats the Ctrl-C of the terminal', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', REQUEST_DEADLINE_MS: '800' });
    const url = await gateway.url();
    const slow = fetch(`${url}/slow`);
    await sleep(100);
    gateway.pressCtrlC();
    gateway.child.kill('SIGINT');
    assert.equal((await slow).status, 200);
    assert.equal(await gateway.exit(), 0);
  });

  it('is immediate on a second Ctrl-C, and leaves no process behind', async (test) => {
    const gateway = launch(test, 'main.js', { PORT: '0', REQUEST_DEADLINE_MS: '20000' });
    const url = await gateway.url();
    const children = childrenOf(pidOf(gateway));
    const slow = fetch(`${url}/slow`);
    slow.catch(() => undefined);
    await sleep(100);
    gateway.pressCtrlC();
    await sleep(700);
    assert.equal(gateway.child.exitCode, null, 'the first Ctrl-C waits for the request');
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 1);
    await assert.rejects(slow);
    await assertGone(children);
  });

  it('comes during the start, too', async (test) => {
    const gateway = launch(test, 'main.js', { SANDBOX_PROFILE: 'silent' });
    const pid = pidOf(gateway);
    while (childrenOf(pid).length === 0) await sleep(5);
    const children = childrenOf(pid);
    gateway.pressCtrlC();
    assert.equal(await gateway.exit(), 0);
    assert.equal(gateway.stderr(), '');
    await assertGone(children);
  });

  for (const [way, end] of [
    ['is killed', ({ child }: Launched) => Promise.resolve(child.kill('SIGKILL'))],
    ['crashes', async (gateway: Launched) => (await fetch(`${await gateway.url()}/crash`)).text()],
  ] as const) {
    it(`takes the embedded services along when the gateway ${way}`, async (test) => {
      const gateway = launch(test, 'main.js', { PORT: '0' });
      await gateway.url();
      const children = childrenOf(pidOf(gateway));
      await end(gateway);
      await assertGone(children);
    });
  }
});
