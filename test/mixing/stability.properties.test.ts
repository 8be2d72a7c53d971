import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { fnv1a32 } from '../../mixing/fnv1a.js';
import { mix } from '../../mixing/mix.js';
import type { ContentFacts, MixInput } from '../../mixing/mix.types.js';
import { pageRange } from '../../mixing/page-range.js';
import { exactPositions } from '../../mixing/placements.js';
import type { Creative, Slot } from '../../mixing/slot.types.js';
import { ANYONE, creative, eligible, NOW, slot, video } from './support/builders.js';
import { checkProperty } from './support/property.js';
import { sessionPositions } from './support/restated-slots.js';
import { slotsNear } from './support/slot-arbitraries.js';
import { pages } from './support/worlds.js';

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = by % Math.max(1, list.length);
  return [...list.slice(at), ...list.slice(0, at)].reverse();
}

test('I9: equal input gives equal output and is left unchanged', () => {
  checkProperty(pages, ['items'], (input, seen) => {
    const [used, original] = [structuredClone(input), structuredClone(input)];
    assert.deepEqual(mix(used), mix(input));
    assert.deepEqual(used, original);
    if (input.slots.length > 0) seen('items');
  });
});

test('I9: the order in which slots and creatives are given changes nothing', () => {
  checkProperty(fc.tuple(pages, fc.nat({ max: 20 })), ['reordered'], ([input, by], seen) => {
    const slots = rotated(input.slots, by).map((one) => ({ ...one, creatives: rotated(one.creatives, by) }));
    assert.deepEqual(mix({ ...input, slots }), mix(input));
    if (input.slots.length > 1 && slots[0]?.id !== input.slots[0]?.id) seen('reordered');
  });
});

test('I9: RANDOM positions depend on session id, slot id and placement only, whatever the pages', () => {
  const spread = fc.record({
    start: fc.nat({ max: 40 }),
    span: fc.integer({ min: 1, max: 40 }),
    sessionId: fc.string({ minLength: 1, maxLength: 22 }),
    other: slotsNear(10),
    pageSize: fc.integer({ min: 1, max: 20 }),
  });
  checkProperty(spread, ['collision'], ({ start, span, sessionId, other, pageSize }, seen) => {
    const placement = { kind: 'RANDOM' as const, start, span, count: Math.ceil(span / 2) };
    const positions = exactPositions(slot('r', placement), pageRange(0, 20), sessionId);
    const changed = exactPositions(
      { ...slot('r', placement), ...other[0], id: 'r', placement },
      pageRange(0, 20),
      sessionId,
    );
    assert.deepEqual(changed, positions);
    const all: number[] = [];
    for (let offset = 0; offset < start + span; offset += pageSize) {
      all.push(...exactPositions(slot('r', placement), pageRange(offset, pageSize), sessionId));
    }
    const restated = sessionPositions(slot('r', placement), sessionId);
    assert.deepEqual(
      all,
      restated.toSorted((a, b) => a - b),
    );
    assert.deepEqual(
      all.filter((position) => position < 20),
      positions,
    );
    const raw = all.map((_, k) => fnv1a32(`${sessionId}:r:${k}`) % span);
    if (new Set(raw).size < raw.length) seen('collision');
  });
});

const OUT_OF_SCHEDULE: Partial<Creative> = { startAt: NOW + 1, endAt: NOW + 1000, priority: 9 };
const FOR_NOBODY: Partial<Creative> = { targeting: { ...ANYONE, platforms: ['HARMONY'] }, priority: 9 };
const KEPT_AWAY: Partial<ContentFacts> = { eligible: false, code: 'CT_AUTHOR' };

/** The input with slots, creatives and candidates that can never be shown to its viewer. */
function withNoise(input: MixInput, noise: readonly Slot[], seed: number): MixInput {
  const idle = noise.map((one, index): Slot => {
    const shape = (seed + index) % 3;
    const change = shape === 0 ? {} : shape === 1 ? OUT_OF_SCHEDULE : FOR_NOBODY;
    const creatives = one.creatives.map((each) => ({ ...each, ...change }));
    return {
      ...one,
      id: `noise-${index}`,
      priority: 9,
      enabled: shape !== 0,
      creatives,
      fallbackCreative: null,
    };
  });
  const extra = [creative('zz-1', video(6001), OUT_OF_SCHEDULE), creative('zz-2', video(6002), FOR_NOBODY)];
  const hidden = Array.from({ length: 4 }, (_, index) => video(7000 + index));
  return {
    ...input,
    slots: [...idle, ...input.slots.map((one) => ({ ...one, creatives: [...extra, ...one.creatives] }))],
    algorithm: hidden
      .map((key) => ({ key, trace: null, reason: null }))
      .reduce(
        (list, each, index) => list.toSpliced((seed * (index + 1)) % (list.length + 1), 0, each),
        [...input.algorithm],
      ),
    backfill: input.backfill.map(({ source, keys }) => ({ source, keys: [...hidden, ...keys] })),
    facts: new Map([...input.facts, ...hidden.map((key) => [key, { ...eligible(), ...KEPT_AWAY }] as const)]),
  };
}

test('I10: slots, creatives and candidates that cannot be shown change no item', () => {
  const noisy = fc.tuple(pages, slotsNear(4), fc.nat({ max: 50 }));
  checkProperty(noisy, ['noise'], ([input, noise, seed], seen) => {
    const [quiet, loud] = [mix(input), mix(withNoise(input, noise, seed))];
    assert.deepEqual(loud.items, quiet.items);
    assert.deepEqual(loud.next, quiet.next);
    assert.deepEqual(loud.unserved, quiet.unserved);
    if (noise.length > 0 && quiet.items.length > 0) seen('noise');
  });
});
