import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fnv1a32 } from '../../mixing/fnv1a.js';
import { mix } from '../../mixing/mix.js';
import {
  ANYONE,
  creative,
  eligible,
  mixInput,
  NOW,
  ranked,
  slot,
  video,
  videos,
} from './support/builders.js';
import { followUp, slotItems } from './support/pages.js';

const AT_2 = { kind: 'FIXED', position: 2 } as const;
const LIST = ranked(videos(101, 130));

test('a contested position goes to the slot with the higher priority, the other is noted', () => {
  const slots = [
    slot('weak', AT_2, { priority: 1, creatives: [creative('c-weak', video(1))] }),
    slot('strong', AT_2, { priority: 2, creatives: [creative('c-strong', video(2))] }),
  ];
  const output = mix(mixInput({ slots, algorithm: LIST }));
  assert.deepEqual(slotItems(output), ['c-strong@2']);
  assert.deepEqual(output.notes, [{ code: 'SLOT_CONFLICT', slotId: 'weak', position: 2 }]);
  assert.equal(output.drops.SC_CONFLICT, 1);
});

test('RANDOM creatives are dealt by ascending position', () => {
  const creatives = [1, 2, 3].map((n) => creative(`c-${n}`, video(n), { priority: 9 - n }));
  const random = slot('random', { kind: 'RANDOM', start: 0, span: 10, count: 3 }, { creatives });
  const output = mix(mixInput({ slots: [random], algorithm: LIST }));
  assert.deepEqual(
    output.items.filter(({ slotId }) => slotId !== null).map(({ creativeId }) => creativeId),
    ['c-1', 'c-2', 'c-3'],
  );
});

test('an INTERVAL slot deals its creatives one by one, then its fallback creative, then releases', () => {
  const interval = slot(
    'interval',
    { kind: 'INTERVAL', start: 1, every: 2, max: 4 },
    {
      creatives: [creative('c-1', video(1)), creative('c-2', video(2))],
      fallbackCreative: creative('c-9', video(9)),
    },
  );
  const output = mix(mixInput({ slots: [interval], algorithm: LIST }));
  assert.deepEqual(slotItems(output), ['c-1@1', 'c-2@3', 'c-9@5']);
  assert.deepEqual(output.notes, [{ code: 'SLOT_RELEASED', slotId: 'interval', position: 7 }]);
});

test('a creative that cannot be shown gives way to the next, then to the fallback creative', () => {
  const fixed = slot('s', AT_2, {
    creatives: [
      creative('c-offline', video(1), { priority: 9 }),
      creative('c-capped', video(2), { priority: 8 }),
      creative('c-served', video(3), { priority: 7 }),
      creative('c-other-crowd', video(4), { priority: 6, targeting: { ...ANYONE, crowdsAny: ['new'] } }),
    ],
    fallbackCreative: creative('c-fallback', video(5), { targeting: { ...ANYONE, crowdsAny: ['new'] } }),
  });
  const input = mixInput({
    slots: [fixed],
    algorithm: LIST,
    capped: new Set(['c-capped']),
    served: new Set([fnv1a32(video(3))]),
    facts: new Map([[video(1), eligible({ eligible: false, code: 'CT_STATUS' })]]),
  });
  const output = mix(input);
  assert.deepEqual(slotItems(output), ['c-fallback@2']);
  assert.equal(output.items[2]?.source, 'SLOT_FALLBACK');
  assert.deepEqual(output.drops, { SC_CONTENT: 1 });
});

test('a slot shows seen content unless it respects exposure', () => {
  const exposed = new Map([[video(1), NOW - 1000]]);
  const seen = { creatives: [creative('c-1', video(1))] };
  assert.deepEqual(slotItems(mix(mixInput({ slots: [slot('s', AT_2, seen)], algorithm: LIST, exposed }))), [
    'c-1@2',
  ]);
  const respectful = slot('s', AT_2, { ...seen, respectExposure: true });
  const output = mix(mixInput({ slots: [respectful], algorithm: LIST, exposed }));
  assert.deepEqual(output.notes, [{ code: 'SLOT_RELEASED', slotId: 's', position: 2 }]);
});

test('a released position goes to the algorithm', () => {
  const output = mix(mixInput({ slots: [slot('s', AT_2)], algorithm: LIST }));
  assert.equal(output.items[2]?.key, video(103));
  assert.deepEqual(output.drops, { SC_EMPTY: 1 });
});

test('a pin moves up when candidates run out and is not delivered again at its own position', () => {
  const fixed = slot(
    's',
    { kind: 'FIXED', position: 6 },
    { creatives: [creative('c-1', video(1)), creative('c-2', video(2))] },
  );
  const whole = mixInput({ slots: [fixed], algorithm: LIST });
  const first = { ...whole, algorithm: LIST.slice(0, 4) };
  const one = mix(first);
  assert.deepEqual(slotItems(one), ['c-1@4']);
  assert.deepEqual(one.notes, [{ code: 'SLOT_DISPLACED', slotId: 's', from: 6, to: 4 }]);
  assert.deepEqual([...one.next.early], ['s@6']);
  const two = mix({ ...followUp(first, one), algorithm: LIST.slice(4) });
  assert.deepEqual(slotItems(two), []);
  assert.equal(two.items[1]?.position, 6);
});
