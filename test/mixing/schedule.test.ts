import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mix } from '../../mixing/mix.js';
import { creative, mixInput, NOW, slot, video } from './support/builders.js';

function shownAt(now: number): string[] {
  const scheduled = creative('c-1', video(1), { startAt: NOW, endAt: NOW + 1000 });
  const fixed = slot('s-1', { kind: 'FIXED', position: 0 }, { creatives: [scheduled] });
  return mix(mixInput({ query: { now }, slots: [fixed] })).items.map(({ key }) => key);
}

test('I17: a creative is off until the last millisecond before startAt', () => {
  assert.deepEqual(shownAt(NOW - 1), []);
});

test('I17: a creative is on at startAt exactly', () => {
  assert.deepEqual(shownAt(NOW), [video(1)]);
});

test('I17: a creative is on in the last millisecond before endAt', () => {
  assert.deepEqual(shownAt(NOW + 999), [video(1)]);
});

test('I17: a creative is off at endAt exactly', () => {
  assert.deepEqual(shownAt(NOW + 1000), []);
});

test('I17: of two creatives that follow each other without a gap exactly one is on at the boundary', () => {
  const slots = [
    slot(
      's-1',
      { kind: 'FIXED', position: 0 },
      {
        creatives: [
          creative('c-1', video(1), { startAt: NOW - 1000, endAt: NOW, priority: 9 }),
          creative('c-2', video(2), { startAt: NOW, endAt: NOW + 1000 }),
        ],
      },
    ),
  ];
  const { items } = mix(mixInput({ slots }));
  assert.deepEqual(
    items.map(({ creativeId }) => creativeId),
    ['c-2'],
  );
});

test('the schedule of a fallback creative is ignored', () => {
  const ended = creative('c-1', video(1), { startAt: 0, endAt: 1 });
  const fixed = slot('s-1', { kind: 'FIXED', position: 0 }, { fallbackCreative: ended });
  const { items } = mix(mixInput({ slots: [fixed] }));
  assert.deepEqual(
    items.map(({ source }) => source),
    ['SLOT_FALLBACK'],
  );
});
