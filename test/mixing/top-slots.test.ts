import assert from 'node:assert/strict';
import { test } from 'node:test';

import { mix } from '../../mixing/mix.js';
import { creative, mixInput, NOW, ranked, slot, video, videos } from './support/builders.js';
import { followUp, slotItems } from './support/pages.js';

const TOP = { kind: 'TOP' } as const;
const LIST = ranked(videos(101, 130));

test('at equal priority an exact slot comes before a TOP list, which closes up around it', () => {
  const slots = [
    slot('a-top', TOP, {
      creatives: [1, 2, 3].map((n) => creative(`c-${n}`, video(n), { priority: 9 - n })),
    }),
    slot('b-exact', { kind: 'FIXED', position: 1 }, { creatives: [creative('c-exact', video(9))] }),
  ];
  assert.deepEqual(slotItems(mix(mixInput({ slots, algorithm: LIST }))), [
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
  assert.deepEqual(slotItems(output), ['c-1@0', 'c-2@1']);
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
  assert.equal(slotItems(output).at(-1), 'c-8@9');
  assert.equal(output.items[10]?.source, 'ALGORITHM');
});

test('a TOP list beyond the head of the session is not due and not noted', () => {
  const slots = [slot('top', TOP, { creatives: [creative('c-1', video(1))] })];
  const output = mix(mixInput({ query: { offset: 10 }, slots, algorithm: LIST }));
  assert.deepEqual(slotItems(output), []);
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
  assert.deepEqual([one, two, three].map(slotItems), [['c-1@0', 'c-2@1'], ['c-3@2', 'c-4@3'], ['c-5@4']]);
});

test('the fallback creative of a TOP list does not follow a list that was shown on a former page', () => {
  const top = slot('top', TOP, {
    creatives: [creative('c-1', video(1))],
    fallbackCreative: creative('c-fallback', video(2)),
  });
  const first = mixInput({ query: { pageSize: 3 }, slots: [top], algorithm: LIST });
  const one = mix(first);
  assert.deepEqual(slotItems(one), ['c-1@0']);
  assert.deepEqual(slotItems(mix(followUp(first, one))), []);
  const capped = { ...followUp(first, one), capped: new Set(['c-1']) };
  assert.deepEqual(slotItems(mix(capped)), []);
});

test('the fallback creative of a TOP list is shown when no creative can be', () => {
  const top = slot('top', TOP, {
    creatives: [creative('c-1', video(1), { endAt: NOW })],
    fallbackCreative: creative('c-fallback', video(2)),
  });
  assert.deepEqual(slotItems(mix(mixInput({ slots: [top], algorithm: LIST }))), ['c-fallback@0']);
});
