import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { SERVING_TIERS, tierIndex, type ServingTier } from '../../../mixing/serving-tier.js';
import { failure, recommendInOrder, type Handler } from '../../support/fake-upstreams.js';
import { answer, javaCards, javaFeed, legacyPage, paramsOf } from './support/java-feed.js';
import { snapshotOf, startTierGateway, type TierAnswer, type TierGateway } from './support/tier-gateway.js';

const SESSIONS = 150;
const SEED = 20190401;
/** Of the Java feed; half of them are what the algorithm recommends too. */
const JAVA = [...javaCards(25, 1), ...javaCards(25)];

/** What happens before one page is asked for, and where the client goes on from. */
interface Step {
  readonly algorithm: keyof typeof ALGORITHM;
  readonly legacy: keyof typeof LEGACY;
  /** Without time for a call. */
  readonly hurried: boolean;
  readonly first: number;
  /** The edge to go on from, from the end; beyond the page: its first. */
  readonly back: number;
}

const ALGORITHM = {
  good: recommendInOrder,
  down: () => failure(500),
  refuses: () => failure(403),
  busy: () => failure(503, { 'retry-after': '1' }),
} satisfies Record<string, Handler>;

const LEGACY = {
  good: javaFeed(JAVA),
  down: () => failure(500),
  nothing: answer({}, ['FAIL_BIZ_NO_RESULT::nothing']),
} satisfies Record<string, Handler>;

/** The Java feed with every other page empty, though there is more behind it. */
const gappyFeed: Handler = (call, response) => {
  const page = Number(paramsOf(call)['pageNum']);
  const upTo = Math.ceil(page / 2) * 20;
  const list = page % 2 === 0 ? [] : JAVA.slice(upTo - 20, upTo);
  const hasMore = String(upTo < JAVA.length);
  return answer(legacyPage(list, { hasMore, pageNum: String(page) }))(call, response);
};

const oneOf = <T extends object>(choices: T) => fc.constantFrom(...(Object.keys(choices) as (keyof T)[]));
/** Good for two pages of three: sessions have to live long enough to fall. */
const mostlyGood = <T extends { readonly good: Handler }>(choices: T) =>
  fc.oneof({ weight: 2, arbitrary: fc.constant<keyof T>('good') }, { weight: 1, arbitrary: oneOf(choices) });
const step: fc.Arbitrary<Step> = fc.record({
  algorithm: mostlyGood(ALGORITHM),
  legacy: mostlyGood(LEGACY),
  hurried: fc.nat({ max: 19 }).map((n) => n === 7),
  first: fc.integer({ min: 1, max: 20 }),
  back: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 6 }) }),
});
const sessions = fc.record({
  isGappy: fc.boolean(),
  steps: fc.array(step, { minLength: 4, maxLength: 9, size: 'max' }),
});

interface Session {
  readonly isGappy: boolean;
  readonly steps: readonly Step[];
}

describe('sessions whose upstreams fail at random', () => {
  let gateway: TierGateway;
  const falls = new Map<string, number>();
  const ends = new Map<string, number>();

  before(async () => {
    gateway = await startTierGateway({ snapshots: [snapshotOf(Date.now())] });
  });
  after(() => gateway.close());

  const meet = (counts: Map<string, number>, what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);

  async function ask(
    { algorithm, legacy, hurried, first }: Step,
    after: string | null,
    isGappy: boolean,
  ): Promise<TierAnswer> {
    gateway.upstreams.reset();
    gateway.upstreams.on('ALGORITHM', '/recommendations', ALGORITHM[algorithm]);
    gateway.upstreams.on('LEGACY', '/gw', isGappy && legacy === 'good' ? gappyFeed : LEGACY[legacy]);
    const headers = { 'x-viewer-id': 'u1', ...(hurried && { 'x-deadline-ms': '10' }) };
    return gateway.page({ first, after, headers });
  }

  /** Plays one session; what is kept of a page ends at the edge that the client went on from. */
  async function play({ isGappy, steps }: Session): Promise<void> {
    const kept: string[] = [];
    let after: string | null = null;
    let reached: ServingTier = 'PRIMARY';
    for (const one of steps) {
      const page: TierAnswer = await ask(one, after, isGappy);
      const { edges, pageInfo, serving } = page.feed;
      const tier = serving.tier as ServingTier;
      assert.ok(tierIndex(tier) >= tierIndex(reached), `climbed from ${reached} to ${tier}`);
      if (tier !== reached) meet(falls, `${reached} to ${tier}`);
      reached = tier;
      assert.deepEqual(
        edges.map(({ position }: any) => position),
        edges.map((_: unknown, i: number) => kept.length + i),
        'positions are consecutive',
      );
      assert.ok(edges.length > 0 || !pageInfo.hasNextPage, 'an empty page says that it is the end');
      const upTo = Math.max(1, edges.length - one.back);
      kept.push(...page.shown.slice(0, upTo));
      assert.equal(new Set(kept).size, kept.length, 'nothing comes twice');
      if (!pageInfo.hasNextPage && upTo >= edges.length) {
        meet(ends, tier);
        assertServedWhole(tier, kept);
        return;
      }
      after = edges[upTo - 1].cursor as string;
    }
  }

  /** The end of a session is the end of its tier's list: whatever that has was served, by this tier or by one above. */
  function assertServedWhole(tier: ServingTier, kept: readonly string[]): void {
    const list: Partial<Record<ServingTier, readonly string[]>> = {
      LEGACY: JAVA.map(({ contentId }) => `video ${Number(String(contentId).slice(-9))}`),
      CDN_SNAPSHOT: ['banner c-90', ...Array.from({ length: 39 }, (_, i) => `video ${4_001 + i}`)],
    };
    assert.deepEqual((list[tier] ?? []).filter((one) => !kept.includes(one)), [], `the end of ${tier}`); // prettier-ignore
  }

  it('show nothing twice, leave no hole, never climb, and end only where their tier does', async () => {
    await fc.assert(fc.asyncProperty(sessions, play), { numRuns: SESSIONS, seed: SEED, endOnFailure: true });
    for (const fall of ['PRIMARY to LEGACY', 'PRIMARY to CDN_SNAPSHOT', 'LEGACY to CDN_SNAPSHOT'])
      assert.ok((falls.get(fall) ?? 0) >= 5, `${fall}: ${falls.get(fall) ?? 0}`);
    for (const tier of SERVING_TIERS.slice(1, 3))
      assert.ok((ends.get(tier) ?? 0) >= 3, `ended in ${tier}: ${ends.get(tier) ?? 0}`);
  });
});
