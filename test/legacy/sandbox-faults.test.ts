import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Outcome } from '../../datasources/chain/outcome.js';
import type { Source } from '../../datasources/chain/source.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import { legacyAccounts, legacyFeed, legacyItems, legacyVideos, legacyViewerStates } from '../../datasources/legacy/legacy.loaders.js'; // prettier-ignore
import { startSandbox, type Fault, type Sandbox } from '../../sandbox/index.js';
import type { UpstreamRequest } from '../support/upstream-request.js';
import { openSandboxRequest } from './support/sandbox-request.js';

const NOW = 1_573_401_600_000;
const batches: Readonly<Record<string, { source: Source<object, 'PUBLIC'>; ids: readonly string[] }>> = {
  videos: { source: legacyVideos, ids: ['610000000001', '610000000002', '610000000003'] },
  items: { source: legacyItems, ids: ['720000000001', '720000000002', '720000000003'] },
  accounts: { source: legacyAccounts, ids: ['220000000001', '220000000002', '220000000003'] },
};

describe('a fault of LEGACY', () => {
  let sandbox: Sandbox;
  let request: UpstreamRequest;
  before(async () => {
    sandbox = await startSandbox({ now: () => NOW, only: ['LEGACY'] });
  });
  beforeEach(() => {
    request = openSandboxRequest(sandbox, NOW);
  });
  afterEach(async () => {
    await request.close();
    await sandbox.setFaults('LEGACY', []);
  });
  after(() => sandbox.close());

  const feed = (pageNum = 1) => legacyFeed({ sceneId: 'home', pageNum, pageSize: 10, platform: 'WEB', appVersion: null }, request.contextOf('VIEWER')); // prettier-ignore
  const refusedAs = (cls: string) => (error: unknown) => error instanceof UpstreamError && error.cls === cls;
  const broken = (...faults: Fault[]) => sandbox.setFaults('LEGACY', faults);

  async function batch(name: keyof typeof batches): Promise<ReadonlyMap<string, Outcome<object>>> {
    const { source, ids } = batches[name] ?? assert.fail();
    const outcomes = await request.load(source, ids);
    return new Map(ids.map((id) => [id, outcomes.get(id) ?? assert.fail()]));
  }

  for (const name of Object.keys(batches)) {
    it(`in the order of ${name}, or rows that nobody asked for, change nothing`, async () => {
      const expected = await batch(name);
      for (const kind of ['SHUFFLE', 'EXTRA_IDS'] as const) {
        await broken({ kind });
        assert.deepEqual(await batch(name), expected, kind);
      }
    });

    it(`that repeats ${name} with other texts leaves the first of them, and is counted`, async () => {
      const expected = await batch(name);
      const usual = request.counted.length;
      await broken({ kind: 'DUPLICATES' });
      assert.deepEqual(await batch(name), expected);
      assert.ok(request.counted.length >= 2 * usual + 3);
    });

    it(`that leaves out ${name} fails those, one that spoils their ids as well`, async () => {
      await broken({ kind: 'SILENT_MISS', args: {} });
      const kinds = [...(await batch(name)).values()].map(({ kind }) => kind);
      assert.ok(kinds.includes('ok') && kinds.includes('fail'), kinds.join());
      for (const kind of ['WRONG_TYPE', 'EMPTY_SUCCESS'] as const) {
        await broken({ kind });
        for (const outcome of (await batch(name)).values())
          assert.deepEqual(outcome, { kind: 'fail', cls: 'MISSING' }, kind);
      }
    });
  }

  it('told by a code in a good answer has its class', async () => {
    for (const [code, cls] of [
      ['FAIL_SYS_USER_FLOW_LIMIT', 'UPSTREAM_BUSY'],
      ['FAIL_SYS_API_STOP_SERVICE', 'CONFIG'],
      ['FAIL_BIZ_NO_RESULT', 'ENVELOPE'],
      ['FAIL_SYS_NEW', 'SCHEMA'],
    ] as const) {
      // prettier-ignore
      await broken({ kind: 'RET', args: { code } });
      await assert.rejects(batch('items'), refusedAs(cls));
      await assert.rejects(feed(), refusedAs(cls));
    }
    await broken({ kind: 'EMPTY_SUCCESS' });
    await assert.rejects(feed(), refusedAs('ENVELOPE'));
    await broken({ kind: 'HTML' });
    await assert.rejects(feed(), refusedAs('CONTENT_TYPE'));
  });

  it('that a request of ours caused is ours', async () => {
    const context = request.contextOf('VIEWER');
    const asked = { sceneId: 'home', pageNum: 0, pageSize: 10, platform: 'WEB', appVersion: null };
    await assert.rejects(legacyFeed(asked, context), refusedAs('UPSTREAM_4XX'));
    await assert.rejects(legacyFeed({ ...asked, pageNum: 1, sceneId: 'retired' }, context), refusedAs('ENVELOPE')); // prettier-ignore
  });

  it("that shows another viewer's marks shows none", async () => {
    await broken({ kind: 'WRONG_SUBJECT' });
    await assert.rejects(request.load(legacyViewerStates.videos, ['610000000001']), refusedAs('IDENTITY'));
    assert.deepEqual(request.counted.filter((code) => code.startsWith('PR_')), ['PR_PRIVATE']); // prettier-ignore
  });

  it('that repeats a page of the feed shows by its number', async () => {
    const [first, second] = [await feed(1), await feed(2)];
    await broken({ kind: 'REPEAT_PAGE' });
    assert.deepEqual([second.pageNum, await feed(2)], [2, first]);
  });

  it('that makes more of its values odd makes more of them count', async () => {
    const odd = async (rate: number) => {
      await broken({ kind: 'QUIRKS', args: { rate } });
      const before = request.counted.length;
      await batch('items');
      return request.counted.slice(before).filter((code) => code === 'RS_LEGACY').length;
    };
    const [few, many] = [await odd(0), await odd(1)];
    assert.ok(few > 0 && many > 2 * few, `${few} and ${many}`);
  });
});
