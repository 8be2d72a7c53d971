import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { accounts } from '../../datasources/accounts/accounts.loaders.js';
import { videos } from '../../datasources/content/content.loaders.js';
import { playable } from '../../datasources/content/status.contract.js';
import { legacyFeed } from '../../datasources/legacy/legacy.loaders.js';
import { compare } from '../../rollout/comparing/compare.js';
import { hashText } from '../../sandbox/data/chance.js';
import { startSandbox, type Sandbox } from '../../sandbox/index.js';
import {
  BANNED_AUTHOR_LISTED,
  PAGE_ONE_SHORT,
  type LegacyDifference,
} from '../../sandbox/services/legacy/differences.js';
import { bannedAuthorAt, isOneShort } from '../../sandbox/services/legacy/told.js';
import { openSandboxRequest } from '../legacy/support/sandbox-request.js';
import { openRequest, type UpstreamRequest } from '../support/upstream-request.js';
import { GUIDE, REDACTOR } from './support/compare-paths.js';
import { differingWorld, loadAll, NOW, shown } from './support/differing-sandbox.js';

const WORLD = differingWorld(false);
const BANNED_AUTHOR = 'VIDEO:610000019991';
const PAGE = 20;
const DEVICES = Array.from({ length: 150 }, (_, index) => `d-${index}`);
const AT_ONCE = { servedMs: 1, candidateMs: 1 } as const;
const SETTINGS = { ranked: 'same', latencyRatio: 2, latencyFloorMs: 20, guide: GUIDE, redactor: REDACTOR } as const; // prettier-ignore

/** Content keys of the first two pages of the Java feed, as the gateway reads them for a device. */
async function pagesOf(
  { connections }: UpstreamRequest,
  { urls }: Sandbox,
  deviceId: string,
): Promise<readonly (readonly string[])[]> {
  const viewer = { viewerId: null, deviceId };
  const context = openRequest(urls, { connections, now: NOW, deadlineMs: 60_000, viewer }).contextOf(
    'VIEWER',
  );
  const pageOf = async (pageNum: number): Promise<readonly string[]> => {
    const asked = { sceneId: 'home', pageNum, pageSize: PAGE, platform: 'IOS', appVersion: '9.2.0' };
    return (await legacyFeed(asked, context)).items.map(({ key }) => key);
  };
  return [await pageOf(1), await pageOf(2)];
}

/** Videos among these that CONTENT and ACCOUNTS would not let stand in a feed. */
async function ineligible(request: UpstreamRequest, keys: Iterable<string>): Promise<ReadonlySet<string>> {
  const ids = [...new Set(keys)].filter((key) => key.startsWith('VIDEO:')).map((key) => key.slice(6));
  const owned = [...shown(await loadAll(request, videos, ids), (video) => video).values()];
  const authors = await loadAll(request, accounts, [...new Set(owned.flatMap(({ authorId }) => authorId ?? []))]); // prettier-ignore
  const isClosed = (accountId: string | null): boolean => {
    const author = accountId === null ? undefined : authors.get(accountId);
    return author?.kind === 'ok' && author.value.closed;
  };
  const refused = owned.filter((video) => isClosed(video.authorId) || !playable(video, NOW));
  return new Set(refused.map(({ videoId }) => `VIDEO:${videoId}`));
}

describe('the feed of LEGACY, with its known differences and without', () => {
  let differing: Sandbox;
  let agreeing: Sandbox;
  let requests: readonly UpstreamRequest[] = [];
  before(async () => {
    differing = await startSandbox({ legacyDiffers: true, now: () => NOW });
    agreeing = await startSandbox({ only: ['LEGACY'], now: () => NOW });
    requests = [differing, agreeing].map((sandbox) => openSandboxRequest(sandbox, NOW));
  });
  after(async () => {
    await Promise.all(requests.map((request) => request.close()));
    await Promise.all([differing.close(), agreeing.close()]);
  });

  it('has the pages that the table says otherwise, and all others alike', async () => {
    const [request, other] = requests;
    assert.ok(request && other);
    const read = await Promise.all(
      DEVICES.map(async (deviceId) => ({
        subject: hashText(`homed:${deviceId}`),
        told: await pagesOf(request, differing, deviceId),
        plain: (await pagesOf(other, agreeing, deviceId)).flat(),
      })),
    );
    const refused = await ineligible(request, read.flatMap(({ told, plain }) => [...told.flat(), ...plain])); // prettier-ignore
    const observed = (keys: readonly string[]) => {
      const items = keys.map((id) => ({ id, source: 'LEGACY', pinnedAt: null, eligible: !refused.has(id) }));
      return { kind: 'value', value: { items, minCount: 4 } } as const;
    };
    const seen = { listed: 0, short: 0 };
    for (const { subject, told, plain } of read) {
      const place = bannedAuthorAt(WORLD, subject);
      const list = place === null ? plain : plain.toSpliced(place, 0, BANNED_AUTHOR);
      told.forEach((keys, index) => {
        const isShort = isOneShort(WORLD, subject, index + 1);
        const page = list.slice(index * PAGE, (index + 1) * PAGE);
        assert.deepEqual(keys, isShort ? page.slice(0, -1) : page);

        const served = observed(plain.slice(index * PAGE, (index + 1) * PAGE));
        const compared = compare({ ...AT_ONCE, coordinate: 'Query.feed', key: 'page', served, candidate: observed(keys), ranked: true }, SETTINGS); // prettier-ignore
        const found = compared.kind === 'compared' ? compared.differences : [];
        const isFound = ({ at, differenceClass }: LegacyDifference): boolean =>
          found.some((one) => one.at === `Query.feed.${at[0]}` && one.class === differenceClass);
        const isListed = place !== null && index === 0;
        assert.deepEqual([isFound(BANNED_AUTHOR_LISTED), isFound(PAGE_ONE_SHORT)], [isListed, isShort]);
        seen.listed += isListed ? 1 : 0;
        seen.short += isShort ? 1 : 0;
      });
    }
    assert.ok(seen.listed > 0 && seen.short > 0, JSON.stringify(seen));
  });
});
