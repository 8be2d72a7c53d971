import assert from 'node:assert/strict';
import { test } from 'node:test';

import { decodeCursor } from '../../mixing/cursor.js';
import type { CursorState } from '../../mixing/cursor.types.js';
import { edgeCursors } from '../../mixing/edge-cursors.js';
import { mix } from '../../mixing/mix.js';
import type { MixInput } from '../../mixing/mix.types.js';
import { resumeState } from '../../mixing/resume-state.js';
import { creative, mixInput, ranked, slot, video, videos } from './support/builders.js';
import { KEYS, SESSION } from './support/cursors.js';

function statesOf(input: MixInput): { states: CursorState[]; output: ReturnType<typeof mix> } {
  const output = mix(input);
  const cursorAt = edgeCursors(
    {
      session: SESSION,
      input,
      output,
      progressBefore: { legacyPage: 1, snapshotIndex: 10 },
      progressAfter: { legacyPage: 2, snapshotIndex: 20 },
    },
    KEYS,
  );
  const states = output.items.map((_, index) => {
    const state = decodeCursor(cursorAt(index), KEYS);
    assert.ok(!('refused' in state));
    assert.equal(cursorAt(index), cursorAt(index));
    return state;
  });
  return { states, output };
}

function idsFrom(from: number, to: number): string[] {
  return videos(from, to).map((key) => key.slice('VIDEO:'.length));
}

test('each edge resumes right after itself with the rest of the page among the unserved ids', () => {
  const { states } = statesOf(mixInput({ query: { pageSize: 3 }, algorithm: ranked(videos(1, 5)) }));
  assert.deepEqual(
    states.map(({ offset, served, unservedIds }) => [offset, served.length, unservedIds]),
    [
      [1, 1, idsFrom(2, 5)],
      [2, 2, idsFrom(3, 5)],
      [3, 3, idsFrom(4, 5)],
    ],
  );
});

test('the last edge resumes where mixing says the next page starts', () => {
  const { states, output } = statesOf(mixInput({ algorithm: ranked(videos(1, 12)) }));
  const last = states.at(-1);
  assert.ok(last !== undefined);
  assert.deepEqual(resumeState(last), output.next);
});

test('pins and backfill are not sent back to the algorithm, relaxed items of its own are', () => {
  const input = mixInput({
    query: { pageSize: 5 },
    slots: [slot('s', { kind: 'FIXED', position: 1 }, { creatives: [creative('c-1', video(9))] })],
    algorithm: ranked([video(1), video(2), video(9)]),
    backfill: [{ source: 'BACKFILL_POOL', keys: [video(5), video(6)] }],
    exposed: new Map([
      [video(2), 1],
      [video(6), 2],
    ]),
  });
  assert.deepEqual(statesOf(input).states[0]?.unservedIds, ['2']);
});

test('no more than 40 unserved ids are kept', () => {
  const { states } = statesOf(mixInput({ algorithm: ranked(videos(1, 60)) }));
  assert.deepEqual(states[0]?.unservedIds, idsFrom(2, 41));
});

test('lower tiers send no ids back and read their list again for every edge but the last', () => {
  const { states } = statesOf(
    mixInput({ listSource: 'LEGACY', algorithm: ranked(videos(1, 12)), query: { pageSize: 2 } }),
  );
  assert.deepEqual(
    states.map(({ unservedIds, legacyPage, snapshotIndex }) => [unservedIds, legacyPage, snapshotIndex]),
    [
      [[], 1, 10],
      [[], 2, 20],
    ],
  );
});

test('an occurrence delivered early is remembered from its edge on and until its position is passed', () => {
  const fixed = (id: string, position: number, key: number): ReturnType<typeof slot> =>
    slot(id, { kind: 'FIXED', position }, { creatives: [creative(`c-${id}`, video(key))] });
  const slots = [fixed('a', 3, 103), fixed('b', 9, 109)];
  const input = mixInput({ slots, algorithm: ranked(videos(1, 2)), early: new Set(['z@1', 'z@5']) });
  const { states } = statesOf(input);
  assert.deepEqual(
    states.map(({ early }) => early),
    [['z@1', 'z@5'], ['z@5'], ['z@5', 'a@3'], ['z@5', 'b@9']],
  );
});
