import fc from 'fast-check';

import { fnv1a32 } from '../../../mixing/fnv1a.js';
import { DIMS, type MixInput, type MixPolicy, type ScatterRule } from '../../../mixing/mix.types.js';
import { NOW, SESSION_ID } from './builders.js';
import {
  catalogueFacts,
  CATALOGUE_SIZE,
  contentIndex,
  keyAt,
  listedIndex,
  rememberedAs,
} from './catalogue.js';
import { slotsNear } from './slot-arbitraries.js';

const dim = fc.constantFrom(...DIMS);

/** Values that contents of the catalogue have. */
const VALUES = {
  author: 'author-0',
  shop: 'shop-0',
  category: 'category-0',
  contentType: 'LIVE',
  spu: 'spu-0',
} as const;

/** Values that are hard to avoid. */
const EXCLUDED = { ...VALUES, contentType: 'VIDEO' } as const;

const rule: fc.Arbitrary<ScatterRule> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({
        dim,
        window: fc.integer({ min: 2, max: 6 }),
        limit: fc.integer({ min: 1, max: 3 }),
        one: fc.nat({ max: 3 }),
      })
      .map(({ one, ...rest }) => ({
        kind: 'FREQ' as const,
        ...rest,
        ...(one === 0 ? { value: VALUES[rest.dim] } : {}),
      })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('RUN' as const), dim, limit: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ dim, positions: fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 6, size: 'max' }) })
      .map((rest) => ({ kind: 'EXCLUDE' as const, ...rest, value: EXCLUDED[rest.dim] })),
  },
);

/** Policies that leave little room: short lookaheads, several rules. */
export const policies: fc.Arbitrary<MixPolicy> = fc.record({
  minCount: fc.nat({ max: 12 }),
  lookahead: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(50)),
  keyWindow: fc.constantFrom(0, 1, 3, 50),
  exposureRelax: fc.boolean(),
  rules: fc.array(rule, { maxLength: 5 }),
});

const viewers: fc.Arbitrary<MixInput['query']['viewer']> = fc.record({
  crowds: fc.constantFrom(null, [], ['new'], ['fashion']),
  platform: fc.constantFrom('IOS' as const, 'WEB' as const, 'UNKNOWN' as const),
  appVersion: fc.constantFrom(null, '9.1.9', '9.2', '10', 'beta'),
  region: fc.constantFrom(null, 'CN-ZJ'),
  buckets: fc.constantFrom([], ['668#2846', '8113#1998']),
});

const indices = fc.array(listedIndex, { maxLength: 28, size: 'max' });
const FIRST_PAGE = fc.constant(0);
const LATER_PAGE = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 285, max: 300 }));

function inputAt(offset: number): fc.Arbitrary<MixInput> {
  const fewIndices = fc.array(contentIndex, { maxLength: offset === 0 ? 2 : 10, size: 'max' });
  return fc
    .record({
      pageSize: fc.oneof(fc.integer({ min: 1, max: 14 }), fc.constantFrom(-3, 0, 20, 25)),
      viewer: viewers,
      policy: policies,
      slots: slotsNear(offset),
      entry: fc.array(listedIndex, { maxLength: 6 }),
      algorithm: indices,
      pool: fc.array(listedIndex, { maxLength: 8, size: 'max' }),
      hot: fc.array(listedIndex, { maxLength: 6 }),
      facts: catalogueFacts,
      served: fewIndices,
      tail: fewIndices,
      exposed: fc.array(fc.record({ index: contentIndex, seenAt: fc.nat({ max: 4 }) }), {
        maxLength: 20,
        size: 'max',
      }),
      capped: fc.subarray(['creative-0-0', 'creative-0-1', 'creative-1-0', 'creative-2-0']),
      early: fc.array(fc.record({ slot: fc.nat({ max: 5 }), position: fc.nat({ max: 14 }) }), {
        maxLength: 3,
      }),
    })
    .map(({ pageSize, viewer, policy, slots, pool, hot, ...lists }) => ({
      query: { sceneId: 'home', sessionId: SESSION_ID, offset, pageSize, now: NOW, viewer },
      policy,
      slots,
      entry: lists.entry.map(keyAt),
      algorithm: lists.algorithm.map((index, at) => ({
        key: keyAt(index),
        trace: at % 5 === 4 ? null : `trace-${at}`,
        reason: null,
      })),
      backfill: [
        { source: 'BACKFILL_POOL' as const, keys: pool.map(keyAt) },
        { source: 'BACKFILL_HOT' as const, keys: hot.map(keyAt) },
      ],
      facts: lists.facts,
      served: new Set(lists.served.map((index) => fnv1a32(keyAt(index)))),
      exposed: new Map(lists.exposed.map(({ index, seenAt }) => [keyAt(index), seenAt])),
      capped: new Set(lists.capped),
      early: new Set(
        lists.early.map(({ slot, position }) => `slot-${slot}@${Math.max(0, offset - 2) + position}`),
      ),
      tail: lists.tail.flatMap((index) => {
        const facts = lists.facts.get(keyAt(index));
        return facts === undefined ? [] : [rememberedAs(keyAt(index), facts)];
      }),
    }));
}

/** First pages of a session. */
export const firstPages: fc.Arbitrary<MixInput> = FIRST_PAGE.chain(inputAt);

/** First and later pages, some near the end of a session. */
export const pages: fc.Arbitrary<MixInput> = fc.oneof(FIRST_PAGE, LATER_PAGE).chain(inputAt);

/** Every key of the catalogue. */
export const CATALOGUE_KEYS = Array.from({ length: CATALOGUE_SIZE }, (_, index) => keyAt(index));
