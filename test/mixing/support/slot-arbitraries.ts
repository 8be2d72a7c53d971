import fc from 'fast-check';

import type { Creative, Placement, Slot, Targeting } from '../../../mixing/slot.types.js';
import { ANYONE, NOW } from './builders.js';
import { contentIndex, keyAt } from './catalogue.js';

const SCHEDULES = {
  running: { startAt: NOW - 1000, endAt: NOW + 1000 },
  starting: { startAt: NOW, endAt: NOW + 1000 },
  ended: { startAt: NOW - 1000, endAt: NOW },
  ahead: { startAt: NOW + 1, endAt: NOW + 1000 },
};

const CONDITIONS: Partial<Targeting>[] = [
  { crowdsAny: ['new'] },
  { crowdsNone: ['new'] },
  { platforms: ['IOS'] },
  { regions: ['CN-ZJ'] },
  { minAppVersion: '9.2' },
  { buckets: ['668#2846'] },
];

const targeting: fc.Arbitrary<Targeting> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(ANYONE) },
  { weight: 1, arbitrary: fc.constantFrom(...CONDITIONS).map((condition) => ({ ...ANYONE, ...condition })) },
);

const creative: fc.Arbitrary<Omit<Creative, 'id'>> = fc
  .record({
    index: contentIndex,
    priority: fc.nat({ max: 2 }),
    schedule: fc.oneof(
      { weight: 5, arbitrary: fc.constant(SCHEDULES.running) },
      { weight: 2, arbitrary: fc.constantFrom(...Object.values(SCHEDULES)) },
    ),
    targeting,
  })
  .map(({ index, schedule, ...rest }) => ({ key: keyAt(index), ...schedule, ...rest }));

/** Placements whose positions lie on, or just beside, a page that starts at `offset`. */
function placementNear(offset: number): fc.Arbitrary<Placement> {
  const near = fc.nat({ max: 14 }).map((distance) => Math.max(0, offset - 2 + distance));
  return fc.oneof(
    { weight: 4, arbitrary: near.map((position): Placement => ({ kind: 'FIXED', position })) },
    { weight: 2, arbitrary: fc.constant<Placement>({ kind: 'TOP' }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('INTERVAL' as const),
        start: near,
        every: fc.integer({ min: 1, max: 6 }),
        max: fc.integer({ min: 1, max: 5 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({
          start: near,
          span: fc.integer({ min: 1, max: 12 }),
          count: fc.integer({ min: 1, max: 4 }),
        })
        .map(({ start, span, count }): Placement => ({
          kind: 'RANDOM',
          start,
          span,
          count: Math.min(count, span),
        })),
    },
  );
}

/** Slots around a page; ids tell slot and creative, few priorities make ties common. */
export function slotsNear(offset: number): fc.Arbitrary<Slot[]> {
  const slot = fc.record({
    enabled: fc.nat({ max: 7 }).map((value) => value !== 1),
    priority: fc.nat({ max: 2 }),
    respectExposure: fc.boolean(),
    placement: placementNear(offset),
    creatives: fc.array(creative, { maxLength: 4 }),
    fallbackCreative: fc.option(creative),
  });
  return fc.array(slot, { maxLength: 6 }).map((slots) =>
    slots.map(({ creatives, fallbackCreative, ...rest }, index) => ({
      id: `slot-${index}`,
      ...rest,
      creatives: creatives.map((one, nth) => ({ id: `creative-${index}-${nth}`, ...one })),
      fallbackCreative:
        fallbackCreative === null ? null : { id: `creative-${index}-fallback`, ...fallbackCreative },
    })),
  );
}
