import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import type { ContentFacts, MixInput, MixOutput } from '../../mixing/mix.types.js';
import { mix } from '../../mixing/mix.js';
import { rememberedAs } from './support/catalogue.js';
import { checkProperty, type Seen } from './support/property.js';
import { fingerprint, isDistinct, mayBeShown, offeredKeys } from './support/restated-candidates.js';
import { isPin, pageEnd } from './support/restated-slots.js';
import { firstPages, pages } from './support/worlds.js';

function keysOf({ items }: MixOutput): string[] {
  return items.map(({ key }) => key);
}

function seeNotes({ notes, drops }: MixOutput, seen: Seen): void {
  for (const { code } of notes) seen(code);
  for (const code of Object.keys(drops)) seen(code);
}

test('I1: no content and no re-upload of one source stands twice on a page', () => {
  checkProperty(pages, ['CT_REUPLOAD', 'RC_DUPLICATE', 'RC_REPEATED', 'SLOT_DISPLACED'], (input, seen) => {
    const output = mix(input);
    const keys = keysOf(output);
    const fingerprints = keys.map((key) => fingerprint(key, input)).filter((hash) => hash !== null);
    assert.equal(new Set(keys).size, keys.length);
    assert.equal(new Set(fingerprints).size, fingerprints.length);
    seeNotes(output, seen);
  });
});

test('I2: every item may be shown: it is well formed, eligible and was not served before', () => {
  const expected = ['CT_STATUS', 'CT_MISSING', 'SC_CONTENT', 'RC_REPEATED', 'RC_TYPE', 'RC_ID', 'RQ_ENTRY'];
  checkProperty(pages, expected, (input, seen) => {
    const output = mix(input);
    for (const key of keysOf(output)) assert.ok(mayBeShown(key, input), key);
    seeNotes(output, seen);
  });
});

test('I5: a page is short only when no candidate is left that could fill it', () => {
  const expected = [
    'short page',
    'short page that hides exposed candidates',
    'BACKFILLED',
    'EXPOSURE_RELAXED',
  ];
  checkProperty(pages, expected, (input, seen) => {
    const output = mix(input);
    seeNotes(output, seen);
    if (input.query.offset + output.items.length === pageEnd(input)) return;
    seen('short page');
    const left = offeredKeys(input).filter((key) => isDistinct(key, keysOf(output), input));
    if (left.length > 0) seen('short page that hides exposed candidates');
    for (const key of left) assert.ok(input.exposed.has(key) && !input.policy.exposureRelax, key);
  });
});

test('I6: without slots, rules, backfill and exposure a page is the filtered, deduplicated prefix of the list', () => {
  const plain = pages.map((input): MixInput => ({
    ...input,
    slots: [],
    entry: [],
    backfill: [],
    exposed: new Map(),
    policy: { ...input.policy, rules: [] },
  }));
  checkProperty(plain, ['full page', 'dropped'], (input, seen) => {
    const expected: string[] = [];
    for (const key of offeredKeys(input)) if (isDistinct(key, expected, input)) expected.push(key);
    if (expected.length > pageEnd(input) - input.query.offset) seen('full page');
    if (expected.length < input.algorithm.length) seen('dropped');
    assert.deepEqual(keysOf(mix(input)), expected.slice(0, pageEnd(input) - input.query.offset));
  });
});

test('I11: a first page is INSUFFICIENT exactly when it has fewer items than the minimum', () => {
  const sparse = fc
    .tuple(firstPages, fc.nat({ max: 2 }))
    .map(([input, shape]): MixInput => (shape === 0 ? { ...input, algorithm: [], backfill: [] } : input));
  checkProperty(sparse, ['OK', 'INSUFFICIENT', 'too few pins alone', 'nothing at all'], (input, seen) => {
    const { status, items } = mix(input);
    const pageSize = pageEnd(input);
    const isTooShort = items.length < Math.max(1, Math.min(input.policy.minCount, pageSize));
    assert.equal(status, isTooShort ? 'INSUFFICIENT' : 'OK');
    seen(status);
    if (isTooShort && items.length > 0 && items.every(isPin)) seen('too few pins alone');
    if (items.length === 0) seen('nothing at all');
  });
});

test('I11: a later page is EMPTY exactly when it has no item, and never INSUFFICIENT', () => {
  const later = pages.filter(({ query }) => query.offset > 0);
  checkProperty(later, ['OK', 'EMPTY'], (input, seen) => {
    const { status, items } = mix(input);
    assert.equal(status, items.length === 0 ? 'EMPTY' : 'OK');
    seen(status);
  });
});

test('the next page starts behind this one and remembers its items, pins and backfill included', () => {
  checkProperty(pages, ['long tail', 'full page'], (input, seen) => {
    const { items, next } = mix(input);
    const shown = items.map(({ key }) => {
      const facts = input.facts.get(key);
      assert.ok(facts !== undefined);
      return rememberedAs(key, facts);
    });
    assert.equal(next.offset, input.query.offset + items.length);
    assert.deepEqual(next.served, new Set([...input.served, ...shown.map(({ key }) => key)]));
    assert.deepEqual(next.tail, [...input.tail, ...shown].slice(-50));
    if (next.tail.length > 15) seen('long tail');
    if (next.offset === pageEnd(input)) seen('full page');
  });
});

/** Counts how often mixing asks for the facts of a content. */
class CountedFacts extends Map<string, ContentFacts> {
  reads = 0;

  override get(key: string): ContentFacts | undefined {
    this.reads++;
    return super.get(key);
  }
}

test('I15: scatter work is bounded by page size, lookahead and rules; other work is linear in the lists', () => {
  checkProperty(pages, ['many evaluations'], (input, seen) => {
    const facts = new CountedFacts(input.facts);
    const { ruleEvaluations } = mix({ ...input, facts });
    const { lookahead, rules } = input.policy;
    const pageSize = Math.max(1, pageEnd(input) - input.query.offset);
    assert.ok(ruleEvaluations <= 2 * pageSize * lookahead * Math.max(1, rules.length));
    if (ruleEvaluations > 50) seen('many evaluations');
    const creatives = input.slots.reduce((sum, slot) => sum + slot.creatives.length + 1, 0);
    const candidates =
      input.algorithm.length + input.backfill.reduce((sum, { keys }) => sum + keys.length, 0);
    assert.ok(facts.reads <= 2 * (candidates + creatives + input.entry.length));
  });
});

test('I16: pinned content appears once, at the pin, with the trace the algorithm gave it', () => {
  checkProperty(pages, ['traced pin', 'untraced pin'], (input, seen) => {
    const { items } = mix(input);
    for (const pin of items.filter(isPin)) {
      const offered = input.algorithm.find(({ key }) => key === pin.key);
      assert.equal(pin.trace, offered?.trace ?? null);
      assert.equal(items.filter(({ key }) => key === pin.key).length, 1);
      seen(pin.trace === null ? 'untraced pin' : 'traced pin');
    }
  });
});
