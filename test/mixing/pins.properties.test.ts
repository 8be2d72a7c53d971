import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { MixedItem, MixInput, MixOutput } from '../../mixing/mix.types.js';
import { mix } from '../../mixing/mix.js';
import type { Creative, Slot } from '../../mixing/slot.types.js';
import { checkProperty } from './support/property.js';
import { restatedPins } from './support/restated-pins.js';
import {
  exactOccurrences,
  isMeantFor,
  isPin,
  isStronger,
  sessionPositions,
  topSlots,
} from './support/restated-slots.js';
import { pages } from './support/worlds.js';

function itemsOf({ id }: Slot, { items }: MixOutput): MixedItem[] {
  return items.filter(({ slotId }) => slotId === id);
}

function rankIn({ creatives }: Slot, item: MixedItem): number {
  const byRank = creatives.toSorted((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const rank = byRank.findIndex(({ id }) => id === item.creativeId);
  return item.source === 'SLOT_FALLBACK' ? byRank.length : rank;
}

test('I3: an exact pin stands at its own position, or earlier with a note', () => {
  checkProperty(pages, ['FIXED', 'INTERVAL', 'RANDOM', 'moved up'], (input, seen) => {
    const output = mix(input);
    for (const slot of input.slots.filter(({ placement }) => placement.kind !== 'TOP')) {
      for (const { wanted, position } of itemsOf(slot, output)) {
        assert.ok(sessionPositions(slot, input.query.sessionId).includes(wanted));
        const noted = output.notes.some(
          (note) =>
            note.code === 'SLOT_DISPLACED' &&
            note.slotId === slot.id &&
            note.from === wanted &&
            note.to === position,
        );
        assert.equal(noted, position !== wanted);
        assert.ok(position <= wanted);
        assert.equal(output.next.early.has(`${slot.id}@${wanted}`), position < wanted);
        seen(position < wanted ? 'moved up' : slot.placement.kind);
      }
    }
  });
});

test('I3: pins of a TOP slot stand in creative order with nothing but pins before them', () => {
  checkProperty(pages, ['several', 'fallback', 'behind another pin'], (input, seen) => {
    const output = mix(input);
    for (const slot of input.slots.filter(({ placement }) => placement.kind === 'TOP')) {
      const pins = itemsOf(slot, output);
      const ranks = pins.map((pin) => rankIn(slot, pin));
      assert.deepEqual(
        ranks,
        ranks.toSorted((a, b) => a - b),
      );
      for (const { position, source, wanted } of pins) {
        const before = output.items.filter((item) => item.position < position);
        assert.ok(before.every(isPin));
        assert.equal(position, wanted);
        assert.ok(position < 10);
        if (source === 'SLOT_FALLBACK') assert.equal(pins.length, 1);
        if (source === 'SLOT_FALLBACK') seen('fallback');
        if (before.some(({ slotId }) => slotId !== slot.id)) seen('behind another pin');
      }
      if (pins.length > 1) seen('several');
    }
  });
});

function creativeOf(item: MixedItem, { slots }: MixInput): Creative | undefined {
  return slots.flatMap(({ creatives }) => creatives).find(({ id }) => id === item.creativeId);
}

function isHeldByStronger(slot: Slot, position: number, { slots }: MixInput, { items }: MixOutput): boolean {
  const holder = items.find(({ wanted }) => wanted === position);
  if (holder?.source === 'ENTRY') return true;
  const holding = slots.find(({ id }) => id === holder?.slotId);
  return holding !== undefined && isStronger(holding, slot);
}

test('I4: every exact occurrence is delivered, released or in conflict with a stronger holder', () => {
  checkProperty(pages, ['delivered', 'released', 'conflict', 'delivered early before'], (input, seen) => {
    const output = mix(input);
    const occurrences = exactOccurrences(input);
    for (const { slot, position } of occurrences) {
      const notes = output.notes.filter(
        (note) =>
          (note.code === 'SLOT_RELEASED' || note.code === 'SLOT_CONFLICT') &&
          note.slotId === slot.id &&
          note.position === position,
      );
      const isDelivered = itemsOf(slot, output).some(({ wanted }) => wanted === position);
      assert.equal(notes.length, isDelivered ? 0 : 1, `${slot.id}@${position}`);
      const isConflict = notes[0]?.code === 'SLOT_CONFLICT';
      if (isConflict) assert.ok(isHeldByStronger(slot, position, input, output));
      seen(isDelivered ? 'delivered' : isConflict ? 'conflict' : 'released');
    }
    const exactNotes = output.notes.filter(
      (note) => 'slotId' in note && 'position' in note && note.position !== null,
    );
    const isDue = (slotId: string, position: number | null): boolean =>
      occurrences.some((occurrence) => occurrence.slot.id === slotId && occurrence.position === position);
    for (const note of exactNotes)
      if ('slotId' in note && 'position' in note) assert.ok(isDue(note.slotId, note.position));
    if (input.early.size > 0) seen('delivered early before');
  });
});

test('I4: a TOP slot in range delivers at least one item or is released', () => {
  checkProperty(pages, ['delivered', 'released'], (input, seen) => {
    const output = mix(input);
    for (const slot of topSlots(input)) {
      const isReleased = output.notes.some(
        (note) => note.code === 'SLOT_RELEASED' && note.slotId === slot.id && note.position === null,
      );
      assert.equal(isReleased, itemsOf(slot, output).length === 0);
      seen(isReleased ? 'released' : 'delivered');
    }
  });
});

test('what the client asked for is the head of page one, in its order, and stands on no other page', () => {
  checkProperty(pages, ['first page', 'later page within the head'], (input, seen) => {
    const { items } = mix(input);
    const asked = items.filter(({ source }) => source === 'ENTRY').map(({ key }) => key);
    assert.deepEqual(
      items.slice(0, asked.length).map(({ key }) => key),
      asked,
    );
    const offered = [...new Set(input.entry.slice(0, 5))];
    assert.deepEqual(
      offered.filter((key) => asked.includes(key)),
      asked,
    );
    const { offset } = input.query;
    if (offset > 0) assert.deepEqual(asked, []);
    if (asked.length > 0) seen('first page');
    if (offset > 0 && offset < 10 && input.entry.length > 0) seen('later page within the head');
  });
});

test('the pins of a page are those of the slot rules, claimed one by one', () => {
  const expected = [
    'entry',
    'SLOT',
    'SLOT_FALLBACK',
    'creative on at its first moment',
    'kept back by exposure',
  ];
  checkProperty(pages, expected, (input, seen) => {
    const items = mix(input).items.filter(isPin);
    assert.deepEqual(
      items.map(({ wanted, key, creativeId }) => ({ position: wanted, key, creativeId })),
      restatedPins(input),
    );
    for (const item of items) {
      seen(item.source === 'ENTRY' ? 'entry' : item.source);
      if (creativeOf(item, input)?.startAt === input.query.now) seen('creative on at its first moment');
    }
    const indifferent = input.slots.map((slot) => ({ ...slot, respectExposure: false }));
    if (restatedPins({ ...input, slots: indifferent }).length > items.length) seen('kept back by exposure');
  });
});

test('I18: raising the priority of a slot never removes it from the page', () => {
  const raises = fc.tuple(pages, fc.nat(), fc.integer({ min: 1, max: 3 }));
  checkProperty(raises, ['contested'], ([input, choice, steps], seen) => {
    const before = mix(input);
    const present = input.slots.filter((slot) => itemsOf(slot, before).length > 0);
    const raised = present[choice % Math.max(1, present.length)];
    if (raised === undefined) return;
    const slots = input.slots.map((slot) =>
      slot === raised ? { ...slot, priority: slot.priority + steps } : slot,
    );
    const after = mix({ ...input, slots });
    assert.ok(itemsOf(raised, after).length > 0);
    if (before.items.some(({ key }, at) => after.items[at]?.key !== key)) seen('contested');
  });
});

test('I20: a scheduled creative is shown only to the viewers it targets, and never by crowd when crowds are unknown', () => {
  checkProperty(pages, ['targeted', 'SC_AUDIENCE', 'RQ_VERSION', 'fallback'], (input, seen) => {
    const output = mix(input);
    for (const item of output.items.filter(({ source }) => source === 'SLOT')) {
      const creative = creativeOf(item, input);
      assert.ok(creative !== undefined && isMeantFor(creative, input.query.viewer));
      assert.ok(creative.startAt <= input.query.now && input.query.now < creative.endAt);
      assert.ok(!input.capped.has(creative.id));
      const { crowdsAny, crowdsNone, minAppVersion, platforms } = creative.targeting;
      const crowds = [...crowdsAny, ...crowdsNone];
      if (input.query.viewer.crowds === null) assert.equal(crowds.length, 0);
      if (crowds.length + platforms.length > 0 || minAppVersion !== null) seen('targeted');
    }
    for (const code of Object.keys(output.drops)) seen(code);
    if (output.items.some(({ source }) => source === 'SLOT_FALLBACK')) seen('fallback');
  });
});
