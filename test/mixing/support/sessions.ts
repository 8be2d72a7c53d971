import assert from 'node:assert/strict';

import fc from 'fast-check';

import { decodeCursor } from '../../../mixing/cursor.js';
import type { CursorState } from '../../../mixing/cursor.types.js';
import { edgeCursors } from '../../../mixing/edge-cursors.js';
import { mix } from '../../../mixing/mix.js';
import type { MixedItem, MixInput, MixOutput } from '../../../mixing/mix.types.js';
import { resumeState } from '../../../mixing/resume-state.js';
import { keyAt, listedIndex } from './catalogue.js';
import { KEYS, SESSION } from './cursors.js';
import { firstPages } from './worlds.js';

/** One request of a session: what the client asks for, what the algorithm answers, where the client goes on. */
export interface Step {
  pageSize: number;
  answer: number[];
  /** Resume after the last edge, or in the middle of the page. */
  resumeAt: 'END' | number;
  /** From here on a lower tier serves the session. */
  fallsToLegacy: boolean;
}

/** A session: the world at its start and the requests that follow. */
export interface Script {
  start: MixInput;
  steps: Step[];
}

const step: fc.Arbitrary<Step> = fc.record({
  pageSize: fc.integer({ min: 1, max: 9 }),
  answer: fc.array(listedIndex, { maxLength: 14, size: 'max' }),
  resumeAt: fc.oneof(
    { weight: 3, arbitrary: fc.constant('END' as const) },
    { weight: 1, arbitrary: fc.nat({ max: 8 }) },
  ),
  fallsToLegacy: fc.nat({ max: 19 }).map((value) => value === 1),
});

/** Sessions of several pages over one plan. */
export const scripts: fc.Arbitrary<Script> = fc.record({
  start: firstPages,
  steps: fc.array(step, { minLength: 2, maxLength: 8, size: 'max' }),
});

/** One page as the viewer kept it: the items up to the edge the client went on from. */
export interface ShownPage {
  input: MixInput;
  output: MixOutput;
  shown: MixedItem[];
  /** What the cursor of the last shown edge held. */
  resumed: CursorState | null;
}

const NO_PROGRESS = { legacyPage: null, snapshotIndex: 0 };

function inputFor(
  { start }: Script,
  step: Step,
  state: Partial<MixInput>,
  offset: number,
  isLegacy: boolean,
): MixInput {
  const lists: Partial<MixInput> = isLegacy
    ? { listSource: 'LEGACY', slots: [], entry: [], backfill: [], policy: { ...start.policy, rules: [] } }
    : {};
  return {
    ...start,
    ...state,
    query: { ...start.query, offset, pageSize: step.pageSize },
    algorithm: step.answer.map((index) => ({ key: keyAt(index), trace: `trace-${index}`, reason: null })),
    ...lists,
  };
}

/** Plays a session through real cursors: what one page hands to the next is only what its cursor holds. */
export function play(script: Script): ShownPage[] {
  const pages: ShownPage[] = [];
  let offset = 0;
  let isLegacy = false;
  let state: Partial<MixInput> = { served: new Set(), tail: [], early: new Set() };
  for (const step of script.steps) {
    isLegacy ||= step.fallsToLegacy;
    const input = inputFor(script, step, state, offset, isLegacy);
    const output = mix(input);
    const last = output.items.length - 1;
    const edge = step.resumeAt === 'END' ? last : Math.min(step.resumeAt, last);
    const page: ShownPage = { input, output, shown: output.items.slice(0, edge + 1), resumed: null };
    pages.push(page);
    if (edge < 0) break;
    const cursorAt = edgeCursors(
      { session: SESSION, input, output, progressBefore: NO_PROGRESS, progressAfter: NO_PROGRESS },
      KEYS,
    );
    const decoded = decodeCursor(cursorAt(edge), KEYS);
    assert.ok(!('refused' in decoded));
    page.resumed = decoded;
    ({ offset, ...state } = resumeState(decoded));
  }
  return pages;
}
