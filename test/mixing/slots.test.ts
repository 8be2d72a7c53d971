import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fnv1a32 } from '../../mixing/fnv1a.js';
import { mix } from '../../mixing/mix.js';
import type { MixInput, MixOutput } from '../../mixing/mix.types.js';
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

const AT_2 = { kind: 'FIXED', position: 2 } as const;
const TOP = { kind: 'TOP' } as const;
const LIST = ranked(videos(101, 130));

function placed({ items }: MixOutput): string[] {
  return items
    .filter(({ slotId }) => slotId !== null)
    .map((item) => `${item.creativeId ?? ''}@${item.position}`);
}

test('a contested position goes to the slot with the higher priority, the other is noted', () => {
  const slots = [
    slot('weak', AT_2, { priority: 1, creatives: [creative('c-weak', video(1))] }),
    slot('strong', AT_2, { priority: 2, creatives: [creative('c-strong', video(2))] }),
  ];
  const output = mix(mixInput({ slots, algorithm: LIST }));
  assert.deepEqual(placed(output), ['c-strong@2']);
  assert.deepEqual(output.notes, [{ code: 'SLOT_CONFLICT', slotId: 'weak', position: 2 }]);
  assert.equal(output.drops.SC_CONFLICT, 1);
});

test('at equal priority an exact slot comes before a TOP list, which closes up around it', () => {
  const slots = [
    slot('a-top', TOP, {
      creatives: [1, 2, 3].map((n) => creative(`c-${n}`, video(n), { priority: 9 - n })),
    }),
    slot('b-exact', { kind: 'FIXED', position: 1 }, { creatives: [creative('c-exact', video(9))] }),
  ];
  assert.deepEqual(placed(mix(mixInput({ slots, algorithm: LIST }))), [
    'c-1@0',
    'c-exact@1',
    'c-2@2',
    'c-3@3',
  ]);
});

test('a stronger TOP list covers the position of an exact slot', () => {
  const slots = [
    slot('top', TOP, { priority: 5, creatives: [creative('c-1', video(1)), creative('c-2', video(2))] }),
    slot('exact', { kind: 'FIXED', position: 1 }, { creatives: [creative('c-exact', video(9))] }),
  ];
  const output = mix(mixInput({ slots, algorithm: LIST }));
  assert.deepEqual(placed(output), ['c-1@0', 'c-2@1']);
  assert.deepEqual(output.notes, [{ code: 'SLOT_CONFLICT', slotId: 'exact', position: 1 }]);
});

test('a TOP list does not reach past position 9', () => {
  const creatives = Array.from({ length: 10 }, (_, n) =>
    creative(`c-${n}`, video(n + 1), { priority: 20 - n }),
  );
  const slots = [
    slot(
      'exact',
      { kind: 'FIXED', position: 0 },
      { priority: 1, creatives: [creative('c-exact', video(99))] },
    ),
    slot('top', TOP, { creatives }),
  ];
  const output = mix(mixInput({ query: { pageSize: 20 }, slots, algorithm: LIST }));
  assert.equal(placed(output).at(-1), 'c-8@9');
  assert.equal(output.items[10]?.source, 'ALGORITHM');
});

test('a TOP list beyond the head of the session is not due and not noted', () => {
  const slots = [slot('top', TOP, { creatives: [creative('c-1', video(1))] })];
  const output = mix(mixInput({ query: { offset: 10 }, slots, algorithm: LIST }));
  assert.deepEqual(placed(output), []);
  assert.deepEqual(output.notes, []);
});

test('a TOP list without room is released', () => {
  const slots = [
    slot(
      'exact',
      { kind: 'FIXED', position: 0 },
      { priority: 1, creatives: [creative('c-exact', video(99))] },
    ),
    slot('top', TOP, { creatives: [creative('c-1', video(1))] }),
  ];
  const output = mix(mixInput({ query: { pageSize: 1 }, slots }));
  assert.deepEqual(output.notes, [{ code: 'SLOT_RELEASED', slotId: 'top', position: null }]);
});

function followUp(input: MixInput, { next }: MixOutput): MixInput {
  return { ...input, ...next, query: { ...input.query, offset: next.offset } };
}

test('a TOP list is split over small pages in creative order', () => {
  const creatives = [1, 2, 3, 4, 5].map((n) => creative(`c-${n}`, video(n), { priority: 9 - n }));
  const first = mixInput({
    query: { pageSize: 2 },
    slots: [slot('top', TOP, { creatives })],
    algorithm: LIST,
  });
  const one = mix(first);
  const two = mix(followUp(first, one));
  const three = mix(followUp(followUp(first, one), two));
  assert.deepEqual([one, two, three].map(placed), [['c-1@0', 'c-2@1'], ['c-3@2', 'c-4@3'], ['c-5@4']]);
});

test('the fallback creative of a TOP list does not follow a list that was shown on a former page', () => {
  const top = slot('top', TOP, {
    creatives: [creative('c-1', video(1))],
    fallbackCreative: creative('c-fallback', video(2)),
  });
  const first = mixInput({ query: { pageSize: 3 }, slots: [top], algorithm: LIST });
  const one = mix(first);
  assert.deepEqual(placed(one), ['c-1@0']);
  assert.deepEqual(placed(mix(followUp(first, one))), []);
  const capped = { ...followUp(first, one), capped: new Set(['c-1']) };
  assert.deepEqual(placed(mix(capped)), []);
});

test('the fallback creative of a TOP list is shown when no creative can be', () => {
  const top = slot('top', TOP, {
    creatives: [creative('c-1', video(1), { endAt: NOW })],
    fallbackCreative: creative('c-fallback', video(2)),
  });
  assert.deepEqual(placed(mix(mixInput({ slots: [top], algorithm: LIST }))), ['c-fallback@0']);
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
  assert.deepEqual(placed(output), ['c-1@1', 'c-2@3', 'c-9@5']);
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
  assert.deepEqual(placed(output), ['c-fallback@2']);
  assert.equal(output.items[2]?.source, 'SLOT_FALLBACK');
  assert.deepEqual(output.drops, { SC_CONTENT: 1 });
});

test('a slot shows seen content unless it respects exposure', () => {
  const exposed = new Map([[video(1), NOW - 1000]]);
  const seen = { creatives: [creative('c-1', video(1))] };
  assert.deepEqual(placed(mix(mixInput({ slots: [slot('s', AT_2, seen)], algorithm: LIST, exposed }))), [
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
  assert.deepEqual(placed(one), ['c-1@4']);
  assert.deepEqual(one.notes, [{ code: 'SLOT_DISPLACED', slotId: 's', from: 6, to: 4 }]);
  assert.deepEqual([...one.next.early], ['s@6']);
  const two = mix({ ...followUp(first, one), algorithm: LIST.slice(4) });
  assert.deepEqual(placed(two), []);
  assert.equal(two.items[1]?.position, 6);
});

test('what the client asked for stands before every slot, on page one only', () => {
  const slots = [
    slot('s', { kind: 'FIXED', position: 0 }, { priority: 999, creatives: [creative('c-1', video(1))] }),
  ];
  const input = mixInput({ slots, entry: [video(7), video(8)], algorithm: LIST });
  const output = mix(input);
  assert.deepEqual(
    output.items.slice(0, 2).map(({ key, source }) => `${key} ${source}`),
    [`${video(7)} ENTRY`, `${video(8)} ENTRY`],
  );
  assert.deepEqual(output.notes, [{ code: 'SLOT_CONFLICT', slotId: 's', position: 0 }]);
  const later = mix({ ...input, query: { ...input.query, offset: 10 } });
  assert.ok(later.items.every(({ source }) => source === 'ALGORITHM'));
});

test('entry contents that are too many, of another type, repeated or not eligible are passed over', () => {
  const entry = [video(1), 'LIVE:2', video(3), video(1), video(5), video(6)];
  const facts = new Map([[video(3), eligible({ eligible: false })]]);
  const output = mix(mixInput({ entry, algorithm: LIST, facts }));
  assert.deepEqual(
    output.items.filter(({ source }) => source === 'ENTRY').map(({ key }) => key),
    [video(1), video(5)],
  );
  assert.equal(output.drops.RQ_ENTRY, 4);
});
