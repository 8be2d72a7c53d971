import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.js';
import { UPSTREAM_NAMES, startSandbox } from '../../sandbox/index.js';
import { VIEWER, at, get, objectAt, send } from './support/http.js';

describe('administration', () => {
  let sandbox: Sandbox;
  let admin: string;
  before(async () => {
    sandbox = await startSandbox();
    admin = sandbox.adminUrl;
  });
  after(() => sandbox.close());
  const stock = () =>
    send(
      `${sandbox.urls.INVENTORY}/stocks:batchGet`,
      { ids: ['720000000001', '720000000002'] },
      { 'x-deadline-ms': '77', 'x-shadow': '1' },
    );

  it('shows, sets and clears faults, answering with the new state', async () => {
    const faults = [{ kind: 'STATUS', args: { status: 502 } }];
    const put = await send(`${admin}/faults/INVENTORY`, faults, {}, 'PUT');
    assert.equal(put.status, 200);
    assert.deepEqual(Object.keys(put.json as object), [...UPSTREAM_NAMES]);
    assert.deepEqual(at(put.json, 'INVENTORY'), faults);
    assert.deepEqual((await get(`${admin}/faults`)).json, put.json);
    assert.equal((await stock()).status, 502);
    assert.deepEqual(at((await send(`${admin}/faults/INVENTORY`, [], {}, 'PUT')).json, 'INVENTORY'), []);
    assert.equal((await stock()).status, 200);
    await send(`${admin}/faults/PRICING`, faults, {}, 'PUT');
    assert.deepEqual(at((await send(`${admin}/faults`, {}, {}, 'DELETE')).json, 'PRICING'), []);
  });

  it('refuses what it does not know with an error body and changes nothing', async () => {
    const bad: unknown[] = [{}, 'x', [{}], [{ kind: 'NOPE' }], [{ kind: 'RESET', rate: 2 }], [{ kind: 'RESET', rate: '1' }], [{ kind: 'RESET', path: 'x' }],
      [{ kind: 'RESET', ids: [] }], [{ kind: 'RESET', afterCalls: -1 }], [{ kind: 'RESET', forMs: 0.5 }], [{ kind: 'RESET', args: { a: [] } }], [{ kind: 'RESET', when: 1 }]]; // prettier-ignore
    for (const body of bad) {
      const { status, json } = await send(`${admin}/faults/INVENTORY`, JSON.stringify(body), {}, 'PUT');
      assert.deepEqual([status, at(json, 'error', 'code')], [400, 'INVALID_ARGUMENT'], JSON.stringify(body));
    }
    assert.equal((await send(`${admin}/faults/NOBODY`, [], {}, 'PUT')).status, 404);
    assert.equal((await send(`${admin}/faults/INVENTORY`, [], {}, 'POST')).status, 405);
    assert.equal((await get(`${admin}/nowhere`)).status, 404);
    assert.equal((await send(`${admin}/profile`, { latency: 'fast' }, {}, 'PUT')).status, 400);
    assert.equal((await send(`${admin}/profile`, { dirty: 'on' }, {}, 'PUT')).status, 400);
    assert.equal((await stock()).status, 200);
  });

  it('changes the profile while running', async () => {
    const all = await send(`${admin}/profile`, { latency: 'slow', dirty: true }, {}, 'PUT');
    assert.deepEqual(all.json, { latency: 'slow', dirty: true });
    const started = performance.now();
    await stock();
    assert.ok(performance.now() - started > 3, 'three times the table');
    assert.deepEqual((await send(`${admin}/profile`, { latency: 'none' }, {}, 'PUT')).json, {
      latency: 'none',
      dirty: true,
    });
    await send(`${admin}/profile`, { dirty: false }, {}, 'PUT');
  });

  it('tells what each endpoint has seen', async () => {
    sandbox.resetCalls();
    await Promise.all([stock(), stock(), stock()]);
    await get(`${sandbox.urls.SLOTS}/slot-plans/home`);
    await get(`${sandbox.urls.SLOTS}/nowhere`);
    const calls = (await get(`${admin}/calls`)).json;
    const seen = objectAt(calls, 'INVENTORY', 'POST /stocks:batchGet');
    assert.deepEqual([seen['calls'], seen['ids'], seen['aborted'], seen['lastDeadlineMs']], [3, 6, 0, 77]);
    assert.equal(at(seen, 'headers', 'x-shadow'), '1');
    assert.ok(Number(seen['peakConcurrency']) >= 1);
    assert.deepEqual(at(seen, 'recent', 0, 'ids'), ['720000000001', '720000000002']);
    assert.equal(at(seen, 'recent', 0, 'status'), 200);
    assert.deepEqual(Object.keys(objectAt(calls, 'SLOTS')).toSorted(), [
      'GET (unknown)',
      'GET /slot-plans/{sceneId}',
    ]);
    assert.deepEqual(sandbox.calls(), calls);
    sandbox.resetCalls();
    assert.deepEqual(sandbox.calls().INVENTORY, {});
  });

  it('resets everything to the state at start', async () => {
    const plan = async () => (await get(`${sandbox.urls.SLOTS}/slot-plans/home`)).json;
    const original = await plan();
    await send(`${admin}/plans/home`, { slots: [] }, {}, 'PUT');
    await send(`${admin}/emergency-offline`, { contents: ['VIDEO:1'] }, {}, 'PUT');
    await send(`${admin}/profile`, { dirty: true }, {}, 'PUT');
    await send(`${admin}/faults/CONTENT`, [{ kind: 'REFUSE' }], {}, 'PUT');
    const events = [{ key: 'VIDEO:1', creativeId: null, pvid: 'p', seenAt: Date.now() }];
    await send(`${sandbox.urls.EXPOSURE}/exposures`, { events }, VIEWER);
    const reset = await send(`${admin}/reset`, {});
    assert.equal(reset.status, 200);
    assert.deepEqual(at(reset.json, 'profile'), { latency: 'none', dirty: false });
    assert.deepEqual(at(reset.json, 'faults', 'CONTENT'), []);
    const again = await plan();
    assert.deepEqual(at(again, 'slots'), at(original, 'slots'));
    assert.equal(
      at(again, 'planVersion'),
      Number(at(original, 'planVersion')) + 2,
      'readers only follow rising versions',
    );
    assert.deepEqual(at((await get(`${sandbox.urls.SLOTS}/emergency-offline`)).json, 'contents'), []);
    assert.deepEqual(
      at((await get(`${sandbox.urls.EXPOSURE}/exposures?days=7&limit=9`, VIEWER)).json, 'contents'),
      [],
    );
  });
});
