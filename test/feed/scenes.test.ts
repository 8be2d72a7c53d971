import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startFakeUpstreams, failure, json } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { type Wire } from '../support/records.js';
import { sceneListRecord } from '../support/slot-records.js';
import { askPage, readPage } from './support/pages.js';

describe('a scene', () => {
  let gateway: TestGateway;

  before(async () => {
    const { scenes } = sceneListRecord() as { scenes: Wire[] };
    const list = scenes.map((scene) => ({ ...scene, killed: scene['sceneId'] === 'channel' }));
    const upstreams = await startFakeUpstreams({ SLOTS: { '/scenes': () => json({ scenes: list }) } });
    gateway = await startGateway({ upstreams });
  });
  after(() => gateway.close());

  const refusalOf = async (sceneId: string) => {
    const calls = gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length;
    const { status, data, errors } = await askPage(gateway, { sceneId });
    assert.equal(status, 200);
    assert.equal(data, null);
    assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, calls, 'nobody is asked');
    assert.deepEqual(errors?.[0]?.path, ['feed']);
    return errors[0].extensions['code'];
  };
  const sceneOf = async (id: string) =>
    (await gateway.ask('query Scene($id: ID!) { scene(id: $id) { sceneId pageSize } }', { id })).data.scene;

  it('that nobody knows is a mistake of the client', async () => {
    for (const sceneId of ['nowhere', '', 'Home', 'home ', '../home', 'a'.repeat(33), '1home'])
      assert.equal(await refusalOf(sceneId), 'BAD_USER_INPUT', sceneId);
    assert.equal(await sceneOf('nowhere'), null);
  });

  it('that is disabled is refused as such, and is not there to be read', async () => {
    assert.equal(await refusalOf('retired'), 'SCENE_DISABLED');
    assert.equal(await sceneOf('retired'), null);
  });

  it('that is killed is served from memory, and is there to be read', async () => {
    const page = await readPage(gateway, { sceneId: 'channel' });
    assert.equal(page.serving.tier, 'BUILT_IN');
    assert.equal(gateway.upstreams.callsOf('ALGORITHM', '/recommendations').length, 0);
    assert.deepEqual(await sceneOf('channel'), { sceneId: 'channel', pageSize: 10 });
  });

  it('is counted when it is refused', async () => {
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'RQ_SCENE' })) >= 8);
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'SC_KILLED' })) >= 1);
  });

  it('clamps the size of a page', async () => {
    for (const [first, size] of [
      [0, 1],
      [-5, 1],
      [1, 1],
      [20, 20],
      [21, 20],
      [2_147_483_647, 20],
    ] as const)
      assert.equal((await readPage(gateway, { first })).edges.length, size, `first: ${first}`);
    const { data } = await gateway.ask('{ feed(sceneId: "home", first: null) { edges { position } } }');
    assert.equal(data.feed.edges.length, 10);
  });
});

describe('a gateway that has never read a plan', () => {
  let gateway: TestGateway;

  before(async () => {
    const upstreams = await startFakeUpstreams({ SLOTS: { '/': () => failure(500) } });
    gateway = await startGateway({ upstreams });
  });
  after(() => gateway.close());

  it('serves any well-formed scene without slots, under the default policy, and says that it is degraded', async () => {
    const { data, errors } = await gateway.ask(`{
      feed(sceneId: "anything") { edges { slot { slotId } tracking { spm } } serving { degraded configVersion } }
    }`);
    assert.equal(errors, undefined);
    assert.equal(data.feed.edges.length, 10);
    assert.ok(data.feed.edges.every(({ slot }: Wire) => slot === null));
    assert.equal(data.feed.edges[0].tracking.spm, 'vt01.default.feed.d1');
    assert.deepEqual(data.feed.serving, { degraded: true, configVersion: 'none' });
    assert.ok((await gateway.metric('vitrine_boundary_total', { code: 'SC_STALE' })) >= 1);
  });

  it('still refuses what can be no scene, and does not read it back', async () => {
    const { errors } = await askPage(gateway, { sceneId: 'No Scene' });
    assert.equal(errors?.[0]?.extensions['code'], 'BAD_USER_INPUT');
    const { data } = await gateway.ask(
      '{ some: scene(id: "anything") { name } none: scene(id: "No Scene") { name } }',
    );
    assert.deepEqual(data, { some: { name: 'anything' }, none: null });
  });

  it('goes on with its own cursors', async () => {
    const page = await readPage(gateway, { sceneId: 'anything' });
    const next = await readPage(gateway, { sceneId: 'anything', after: page.pageInfo.endCursor });
    assert.equal(next.session.id, page.session.id);
  });
});
