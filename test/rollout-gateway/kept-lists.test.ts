import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, beforeEach, describe, it } from 'node:test';
import { globalId, type GlobalIdType } from '../../schema/global-id.js';
import { videoId } from '../support/records.js';
import { failure } from '../support/fake-upstreams.js';
import { snapshotOf } from '../feed/tiers/support/tier-gateway.js';
import { putSnapshot } from '../snapshots/support/documents.js';
import { EVERYBODY } from './support/rules.js';
import { startRuledGateway, startStandIns, type RuledGateway } from './support/ruled-gateway.js';

/** First videos of the lists that the arms have made. */
const MADE_BY = { primary: 4_001, legacy: 5_001 } as const;
const PAGE = `query Page($after: String) { feed(sceneId: "home", first: 8, after: $after) {
  serving { tier } pageInfo { endCursor } nodes { ... on VideoCard { video { id } } } } }`;

const idsFrom = (first: number, type: GlobalIdType = 'Video'): ReadonlySet<string> =>
  new Set(Array.from({ length: 40 }, (_, n) => globalId(type, videoId(first + n))));
const MADE = { primary: idsFrom(MADE_BY.primary), legacy: idsFrom(MADE_BY.legacy) };

for (const arms of [['primary', 'legacy'], ['primary']] as const)
  describe(`a list that the killed arm has made, of lists by ${arms.join(' and ')}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-lists-'));
    let gateway: RuledGateway;

    before(async () => {
      const store = pathToFileURL(folder).href;
      for (const arm of arms) {
        const sourceTier = arm === 'legacy' ? 'LEGACY' : 'PRIMARY';
        await putSnapshot(store, snapshotOf(Date.now(), { sourceTier }, MADE_BY[arm]), {}, `latest-${arm}`);
      }
      await putSnapshot(store, snapshotOf(Date.now(), {}, MADE_BY.primary));
      const upstreams = await startStandIns(Date.now);
      const env = { SNAPSHOT_URL: store };
      gateway = await startRuledGateway(upstreams, { 'feed-primary': EVERYBODY }, { env });
    });
    beforeEach(() => {
      gateway.upstreams.on('ALGORITHM', '/recommendations', () => failure(500));
      gateway.upstreams.on('LEGACY', '/', () => failure(500));
    });
    after(async () => {
      await gateway.close();
      rmSync(folder, { recursive: true });
    });

    const page = async (after?: string) => {
      const { data, errors, text } = await gateway.ask(PAGE, { after });
      assert.equal(errors, undefined, text);
      const { serving, nodes, pageInfo } = data.feed;
      const ids: string[] = nodes.flatMap(({ video }: any) => video?.id ?? []);
      return { tier: serving.tier as string, ids, cursor: pageInfo.endCursor as string };
    };
    const areMadeBy = (arm: keyof typeof MADE, ids: readonly string[]) =>
      ids.every((id) => MADE[arm].has(id));

    it('is reached by nobody, nor by a session that began in it', async () => {
      const first = await page();
      assert.equal(first.tier, 'CDN_SNAPSHOT');
      assert.ok(first.ids.length > 0 && areMadeBy('primary', first.ids));
      await gateway.kill('feed-primary');
      for (const { tier, ids } of [await page(), await page(first.cursor)]) {
        assert.equal(tier, arms.length === 2 ? 'CDN_SNAPSHOT' : 'BUILT_IN');
        assert.ok(ids.length > 0);
        assert.ok(!ids.some((id) => MADE.primary.has(id)), ids.join());
        if (arms.length === 2) assert.ok(areMadeBy('legacy', ids));
      }
      await gateway.kill();
      assert.ok(areMadeBy('primary', (await page()).ids));
    });
  });
