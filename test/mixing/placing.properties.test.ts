import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { Key } from '../../mixing/content-key.js';
import { mix } from '../../mixing/mix.js';
import type { MixedItem, MixInput, MixOutput, ScatterRule } from '../../mixing/mix.types.js';
import { checkProperty } from './support/property.js';
import { freshKeys, isDistinct, relaxedKeys } from './support/restated-candidates.js';
import { breaks, frequencyOf, rowOf } from './support/restated-scatter.js';
import { isPin } from './support/restated-slots.js';
import { pages } from './support/worlds.js';

/** How many rules a content would keep at the place of item `index`: items before it and all pins already stand. */
function keptBy(key: Key, index: number, input: MixInput, output: MixOutput): number {
  const standing = output.items.map((item, at) => (at === index ? { ...item, key } : item));
  const isShown = (at: number): boolean => {
    const item = standing[at];
    return at <= index || (item !== undefined && isPin(item));
  };
  const position = standing[index]?.wanted ?? 0;
  const rowIndex = input.tail.length + position - input.query.offset;
  const isBroken = (rule: ScatterRule): boolean =>
    breaks(rule, rowOf(rule.dim, input, { ...output, items: standing }, isShown), rowIndex, position);
  const broken = input.policy.rules.findIndex(isBroken);
  return broken === -1 ? input.policy.rules.length : broken;
}

function taken(index: number, { items }: MixOutput): Key[] {
  return items.filter((item, at) => at < index || isPin(item)).map(({ key }) => key);
}

test('I7: each unpinned item is the earliest of the best candidates in sight, fresh ones first', () => {
  const expected = ['fresh', 'relaxed', 'not the first in its queue', 'rules relaxed', 'lookahead cuts'];
  checkProperty(pages, expected, (input, seen) => {
    const output = mix(input);
    output.items.forEach((item, index) => {
      if (isPin(item)) return;
      const standing = taken(index, output);
      const free = freshKeys(input).filter((key) => isDistinct(key, standing, input));
      const seenBefore = relaxedKeys(input).filter((key) => isDistinct(key, standing, input));
      const queue = free.length > 0 ? free : seenBefore;
      const inSight = queue.slice(0, input.policy.lookahead);
      const kept = inSight.map((key) => keptBy(key, index, input, output));
      const best = Math.max(...kept);
      assert.equal(item.key, inSight[kept.indexOf(best)]);
      assert.equal(item.source === 'EXPOSURE_RELAXED', free.length === 0);
      assert.ok(free.length > 0 || input.policy.exposureRelax);
      const relaxations = output.notes.filter(
        (note) => note.code === 'SCATTER_RELAXED' && note.position === item.position,
      );
      const isRelaxed = best < input.policy.rules.length;
      assert.deepEqual(
        relaxations,
        isRelaxed ? [{ code: 'SCATTER_RELAXED', position: item.position, kept: best }] : [],
      );
      seen(free.length > 0 ? 'fresh' : 'relaxed');
      if (item.key !== queue[0]) seen('not the first in its queue');
      if (isRelaxed) seen('rules relaxed');
      if (queue.length > inSight.length) seen('lookahead cuts');
    });
  });
});

function isExcused(unpinned: readonly MixedItem[], ruleIndex: number, { notes }: MixOutput): boolean {
  const last = unpinned.at(-1);
  return (
    last === undefined ||
    notes.some(
      (note) => note.code === 'SCATTER_RELAXED' && note.position === last.position && note.kept <= ruleIndex,
    )
  );
}

function checkWindows(rule: ScatterRule, ruleIndex: number, input: MixInput, output: MixOutput): boolean {
  const frequency = frequencyOf(rule);
  if (frequency === null) return false;
  const { window, limit, only } = frequency;
  const row = rowOf(rule.dim, input, output);
  let isBroken = false;
  for (let start = 0; start + window <= row.length; start++) {
    for (const value of new Set(row.slice(start, start + window))) {
      if (value === null || (only !== null && value !== only)) continue;
      const places = row
        .map((_, at) => at)
        .filter((at) => at >= start && at < start + window && row[at] === value);
      if (places.length <= limit) continue;
      isBroken = true;
      const items = output.items.filter(({ wanted }) =>
        places.includes(input.tail.length + wanted - input.query.offset),
      );
      const unpinned = items.filter((item) => !isPin(item));
      assert.ok(isExcused(unpinned, ruleIndex, output), `rule ${ruleIndex}, window at ${start}`);
    }
  }
  return isBroken;
}

test('I8: a window holds too many equal values only by pins or where a relaxation is noted', () => {
  checkProperty(pages, ['broken window', 'kept everywhere', 'excluded value shown'], (input, seen) => {
    const output = mix(input);
    if (output.notes.some(({ code }) => code === 'SLOT_DISPLACED')) return;
    const { rules } = input.policy;
    const broken = rules.filter((rule, ruleIndex) => checkWindows(rule, ruleIndex, input, output));
    if (broken.length > 0) seen('broken window');
    else if (rules.length > 0) seen('kept everywhere');
    rules.forEach((rule, ruleIndex) => {
      if (rule.kind !== 'EXCLUDE') return;
      const row = rowOf(rule.dim, input, output);
      for (const item of output.items.filter((one) => !isPin(one))) {
        const at = input.tail.length + item.position - input.query.offset;
        if (!breaks(rule, row, at, item.position)) continue;
        assert.ok(isExcused([item], ruleIndex, output));
        seen('excluded value shown');
      }
    });
  });
});

test('I19: without respectExposure, an unknown exposure history never makes a page shorter', () => {
  const indifferent = fc.tuple(pages, fc.boolean()).map(([input, exposureRelax]): MixInput => ({
    ...input,
    policy: { ...input.policy, exposureRelax },
    slots: input.slots.map((slot) => ({ ...slot, respectExposure: false })),
  }));
  checkProperty(indifferent, ['shorter with history', 'history and equal length'], (input, seen) => {
    const withHistory = mix(input).items.length;
    const without = mix({ ...input, exposed: new Map() }).items.length;
    assert.ok(without >= withHistory);
    if (without > withHistory) seen('shorter with history');
    else if (input.exposed.size > 0) seen('history and equal length');
  });
});
