import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { coordinatesOf, readDeclared } from '../../src/explain/declared.js';
import { startScenes } from '../calls/support/scenes.js';
import { rowsOf } from '../degraded/support/degraded-values.js';
import { javaAnswer } from '../legacy/support/java-service.js';
import { documentOf, putSnapshot } from '../snapshots/support/documents.js';
import { temporaryFolder } from '../snapshots/support/reader.js';
import { startGateway, type Answer, type TestGateway } from '../support/gateway.js';
import { videoId } from '../support/records.js';
import { DRILLS, type Drill } from './support/drills.js';

/** A gateway with LEGACY, whose stores hold what is said. */
async function startDrilled(keepsRecords: boolean, snapshotUrl: string): Promise<TestGateway> {
  const upstreams = await startScenes();
  return startGateway({
    upstreams,
    env: { LEGACY_URL: upstreams.urls.LEGACY, SNAPSHOT_URL: snapshotUrl },
    internals: { keepsRecords },
  });
}

const bringBack = ({ upstreams }: TestGateway): void => {
  upstreams.reset();
  upstreams.on('LEGACY', '/gw', (call) =>
    javaAnswer(call, (from, count) => Array.from({ length: count }, (_, n) => videoId(from + n + 1))),
  );
};

/** What an answer names as the source of a field; `gone` where it says nothing of it. */
const named = (coordinate: string, answer: Answer) => {
  const row = rowsOf(answer).find((each) => each.coordinate === coordinate);
  return row ? row.source : 'gone';
};

describe('a drill', () => {
  it('is there for everything that a report may name (L10)', async () => {
    assert.deepEqual(Object.keys(DRILLS).sort(), coordinatesOf(await readDeclared()));
  });
});

describe('with one hop after the other gone, the next one answers, and is named:', () => {
  let cold: TestGateway;
  let keeping: TestGateway;
  let published: TestGateway;
  before(async () => {
    const store = pathToFileURL(temporaryFolder({ after })).href;
    await putSnapshot(store, documentOf(Date.now()));
    [cold, keeping, published] = await Promise.all([
      startDrilled(false, 'none'),
      startDrilled(true, 'none'),
      startDrilled(false, store),
    ]);
  });
  after(() => Promise.all([cold, keeping, published].map((gateway) => gateway.close())));

  for (const [coordinate, drill] of Object.entries(DRILLS)) {
    const ask = (gateway: TestGateway) => gateway.ask(drill.document, drill.variables);
    const isNamed = async (gateway: TestGateway, step: keyof Drill) =>
      assert.equal(named(coordinate, await ask(gateway)), drill[step], `${coordinate}, ${step}`);

    it(coordinate, async () => {
      for (const gateway of [cold, keeping, published]) bringBack(gateway);
      for (const gateway of [cold, keeping, published]) {
        const { text, errors } = await ask(gateway); // the record is read, and kept where records are
        assert.equal(errors, undefined);
        assert.ok(!text.includes('"degraded":{"v"'), `${coordinate}, healthy: ${text}`);
      }
      for (const { upstreams } of [cold, keeping, published]) upstreams.fail(drill.owner);
      await isNamed(cold, 'withLegacy');
      for (const { upstreams } of [cold, keeping, published]) upstreams.fail('LEGACY');
      await isNamed(keeping, 'kept');
      await isNamed(published, 'published');
      await isNamed(cold, 'nothing');
    });
  }
});
