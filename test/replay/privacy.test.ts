import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { answerCase } from '../../scripts/replay/answer-case.js';
import { openReplayWorld } from '../../scripts/replay/replay-world.js';
import { CLIENT_HEADERS, PEOPLE, sentinel } from '../privacy/support/people.js';
import { startWorld, type World } from '../privacy/support/world-server.js';
import { RulesFile } from '../rollout-gateway/support/rules.js';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { ALWAYS, allCases, settled } from './support/recording-gateway.js';

const PAGES = 3;

describe('cases of viewers', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-private-'));
  const folder = join(dataDir, 'cases');
  const rules = new RulesFile();
  let world: World;
  let gateway: TestGateway;
  before(async () => {
    rules.publish({
      'feed-primary': { shadow: { ...ALWAYS, ranked: 'same' } },
      'product-pricing': { shadow: ALWAYS },
    });
    world = await startWorld(
      () => undefined,
      () => 0.5,
    );
    gateway = await startGateway({
      env: { ...world.env, SNAPSHOT_URL: 'none', ROLLOUT_RULES: rules.path, DATA_DIR: dataDir },
    });
    for (const person of PEOPLE) {
      let after: string | undefined;
      for (let page = 0; page < PAGES; page++) {
        const { data } = await gateway.run('feed-full', { sceneId: 'home', after }, CLIENT_HEADERS[person]);
        after = data.feed.pageInfo.endCursor;
      }
    }
    await settled(folder);
  });
  after(async () => {
    await gateway.close();
    await world.close();
    rules.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('hold nothing of them in clear: no id, no crowd, no mark that a service made for them', () => {
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    assert.ok(files.length > 0);
    // what operators planned is published for everybody
    const planned = PEOPLE.map((person) => sentinel(person, 'title'));
    for (const file of files) {
      const text = planned.reduce((rest, title) => rest.replaceAll(title, ''), decoded(file));
      const at = text.indexOf('sentinel-');
      assert.equal(at, -1, text.slice(at - 150, at + 150));
    }
  });

  it('are answered all the same: also what only a crowd is shown, and pages behind the first', async () => {
    const replay = await openReplayWorld();
    const cases = await allCases(folder);
    const offsets = new Set<number>();
    let titled = 0;
    for (const { recorded } of cases) {
      for (const swapped of [null, recorded.leg?.rule ?? null]) {
        const { result, unrecorded } = await answerCase(recorded, replay, swapped);
        assert.deepEqual([...unrecorded], []);
        assert.equal(result.errors, undefined);
        const data = result.data as any;
        offsets.add(data.feed.edges[0].position);
        titled += Number(JSON.stringify(data).includes('-title'));
      }
    }
    assert.ok(offsets.size >= 2, [...offsets].join());
    assert.ok(titled > 0);
  });

  it('tell apart who is who, and keep who is the same', async () => {
    const viewers = (await allCases(folder)).map(({ recorded }) => recorded.viewerId);
    assert.deepEqual(new Set(viewers).size, PEOPLE.length);
    assert.ok(viewers.includes(null));
  });
});

const decoded = (text: string): string => text.replaceAll(/%[0-9A-F]{2}/g, (one) => decodeURIComponent(one));
