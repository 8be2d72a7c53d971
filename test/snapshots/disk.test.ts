import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { document, startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { videoId } from '../support/records.js';
import { creativeRecord, slotPlanRecord, slotRecord } from '../support/slot-records.js';
import { documentOf, putSnapshot } from './support/documents.js';
import { addressOf, temporaryFolder } from './support/reader.js';
import { mountSmallDisk } from './support/small-disk.js';

const NOWHERE = 'http://127.0.0.1:1';
const SLOTS = '{ scene(id: "home") { slots { slotId } } }';
const FAILURES = 'vitrine_disk_copy_failures_total';
const REFUSALS = 'vitrine_snapshot_refused_total';

/** Waits until something is so; fails the test when it does not come about. */
async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_000; tries++) {
    if (await isSo()) return;
    await sleep(20);
  }
  assert.fail(what);
}

function publishSlot(upstreams: FakeUpstreams): void {
  const slots = [slotRecord('first', { creatives: [creativeRecord('c-1', videoId(7))] })];
  upstreams.on('SLOTS', '/slot-plans/home', (call) => document(slotPlanRecord('home', { slots }), call));
}

/** A gateway with all its services, which keeps copies in a folder, and how to start one without them. */
async function keeping(test: TestContext, dataDir: string) {
  const store = addressOf(temporaryFolder(test));
  await putSnapshot(store, documentOf(Date.now()));
  const upstreams = await startFakeUpstreams();
  publishSlot(upstreams);
  const gateway = await startGateway({ upstreams, env: { DATA_DIR: dataDir, SNAPSHOT_URL: store } });
  test.after(() => gateway.close());
  return { gateway, store };
}

/** A gateway whose SLOTS and SNAPSHOT do not answer. */
async function alone(test: TestContext, dataDir: string): Promise<TestGateway> {
  const upstreams = await startFakeUpstreams();
  upstreams.fail('SLOTS', 500);
  const gateway = await startGateway({ upstreams, env: { DATA_DIR: dataDir, SNAPSHOT_URL: NOWHERE } });
  test.after(() => gateway.close());
  return gateway;
}

const COPIES = ['slots/scenes.json', 'slots/emergency-offline.json', 'slots/slot-plans/home.json'];
const hasCopies = (dataDir: string) => COPIES.every((path) => existsSync(join(dataDir, path)));
const loaded = async (gateway: TestGateway) =>
  (await gateway.metric('vitrine_snapshot_age_seconds', { scene: 'home' })) > 0;

describe('copies on disk', () => {
  it('give a process that starts without SLOTS and SNAPSHOT the scenes, plans, emergency list and snapshot', async (test) => {
    const dataDir = temporaryFolder(test);
    const { gateway } = await keeping(test, dataDir);
    await until('copies', () => hasCopies(dataDir));
    const { data } = await gateway.ask(SLOTS);
    assert(data.scene.slots.length > 0);

    const offline = JSON.parse(readFileSync(join(dataDir, COPIES[1] ?? ''), 'utf8')) as {
      contents: string[];
    };
    offline.contents = [`VIDEO:${videoId(1)}`];
    writeFileSync(join(dataDir, COPIES[1] ?? ''), JSON.stringify(offline));
    const second = await alone(test, dataDir);
    assert.deepEqual((await second.ask(SLOTS)).data, data);
    assert(await loaded(second));
    assert.equal(await second.metric('vitrine_snapshot_missing'), 2, 'of three scenes one was published');
    const { data: page } = await second.ask('{ feed(sceneId: "home", first: 10) { nodes { id } } }');
    assert.equal((await second.ask('{ scene(id: "nothing-of-it") { sceneId } }')).data.scene, null);
    assert(!JSON.stringify(page).includes(Buffer.from(`VideoCard:${videoId(1)}`).toString('base64url')));
    assert.equal(await second.metric(FAILURES), 0);
  });

  it('yield to what SLOTS answers first, whatever its version', async (test) => {
    const dataDir = temporaryFolder(test);
    await keeping(test, dataDir);
    await until('copies', () => hasCopies(dataDir));
    const path = join(dataDir, COPIES[1] ?? '');
    const offline = JSON.parse(readFileSync(path, 'utf8')) as { version: number };
    writeFileSync(path, JSON.stringify({ ...offline, version: offline.version + 1_000 }));
    const gateway = await startGateway({ env: { DATA_DIR: dataDir } });
    test.after(() => gateway.close());
    assert.equal(await gateway.metric('vitrine_boundary_total', { code: 'SC_VERSION' }), 0);
    await until('the answer to be kept', () => !readFileSync(path, 'utf8').includes('"version":10'));
  });

  it('that are spoilt are refused and counted, and the process starts without them', async (test) => {
    const dataDir = temporaryFolder(test);
    await keeping(test, dataDir);
    await until('copies', () => hasCopies(dataDir));
    const plan = join(dataDir, COPIES[2] ?? '');
    writeFileSync(plan, readFileSync(plan, 'utf8').replace('"planVersion":', '"planVersion":9'));
    writeFileSync(join(dataDir, COPIES[1] ?? ''), '{"version":');
    const gateway = await alone(test, dataDir);
    assert.equal(await gateway.metric(FAILURES, { reason: 'REFUSED' }), 2);
    assert.deepEqual((await gateway.ask(SLOTS)).data.scene.slots, []);
    assert.equal(
      await gateway.metric('vitrine_boundary_total', { code: 'SC_INVALID' }),
      0,
      'SLOTS said nothing wrong',
    );
  });

  it('that cannot be made are counted, and what is served is not concerned', async (test) => {
    const dataDir = temporaryFolder(test);
    writeFileSync(join(dataDir, 'slots'), 'a file in the place of a folder');
    writeFileSync(join(dataDir, 'snapshots'), 'another');
    const { gateway } = await keeping(test, dataDir);
    await until('the failures', async () => (await gateway.metric(FAILURES, { reason: 'UNWRITABLE' })) >= 3);
    assert((await gateway.metric(REFUSALS, { reason: 'DISK' })) >= 1);
    assert(await loaded(gateway));
    assert((await gateway.ask(SLOTS)).data.scene.slots.length > 0);
  });

  it('stay as they are on a full disk, and are made when there is space again', async (test) => {
    const disk = mountSmallDisk(test);
    if (!disk) {
      test.skip('this account may not mount a small disk');
      return;
    }
    const { store } = await keeping(test, disk.folder);
    await until('copies', () => hasCopies(disk.folder));
    const pointer = () => readFileSync(join(disk.folder, 'snapshots/latest/home/all/v1/latest.json'), 'utf8');
    const offline = () => readFileSync(join(disk.folder, COPIES[1] ?? ''), 'utf8');
    const before = [pointer(), offline()];
    disk.fill();
    const upstreams = await startFakeUpstreams();
    publishSlot(upstreams);
    const list = { ...(JSON.parse(offline()) as object), version: 77 };
    upstreams.on('SLOTS', '/emergency-offline', (call) => document(list, call));
    const newer = await putSnapshot(store, documentOf(Date.now()));
    const env = { DATA_DIR: disk.folder, SNAPSHOT_URL: store };
    const second = await startGateway({ upstreams, env });
    test.after(() => second.close());
    await until('a refusal', async () => (await second.metric(REFUSALS, { reason: 'DISK' })) > 0);
    await until('a failure', async () => (await second.metric(FAILURES, { reason: 'UNWRITABLE' })) > 0);
    assert.deepEqual([pointer(), offline()], before);
    assert((await second.ask(SLOTS)).data.scene.slots.length > 0);
    disk.free();
    await until('the new list on disk', () => offline().includes('"version":77'));
    assert(!pointer().includes(newer), 'the snapshot is tried again with the next turn, in a minute');
  });

  it('on a disk that can only be read are a reason not to start', (test) => {
    const disk = mountSmallDisk(test);
    if (!disk) {
      test.skip('this account may not mount a small disk');
      return;
    }
    disk.makeReadOnly();
    assert.throws(() => writeFileSync(join(disk.folder, 'x'), ''), { code: 'EROFS' });
    assert.throws(
      () => readConfig({ DATA_DIR: disk.folder }),
      /DATA_DIR .* can only be read.*\n.*Example.*\n.*Remedy/,
    );
  });
});
