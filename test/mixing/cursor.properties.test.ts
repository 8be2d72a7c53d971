import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { decodeCursor, encodeCursor } from '../../mixing/cursor.js';
import type { CursorState } from '../../mixing/cursor.types.js';
import { cursorStates, KEYS } from './support/cursors.js';
import { checkProperty } from './support/property.js';

test('I13: a cursor round-trips to equal state', () => {
  checkProperty(cursorStates, ['long', 'null values'], (state, seen) => {
    const text = encodeCursor(state, KEYS);
    assert.deepEqual(decodeCursor(text, KEYS), state);
    if (text.length > 1500) seen('long');
    if (state.planVersion === null || state.dedupeKeys.includes(null)) seen('null values');
  });
});

const damages = fc.record({
  state: cursorStates,
  kind: fc.constantFrom('bit', 'cut', 'extension', 'character'),
  at: fc.noBias(fc.nat()),
  text: fc.string({ minLength: 1, maxLength: 4 }),
});

function damage(text: string, kind: string, at: number, extra: string): string {
  const index = at % text.length;
  if (kind === 'cut') return text.slice(0, index);
  if (kind === 'extension') return text + extra;
  if (kind === 'character') return text.slice(0, index) + extra.slice(0, 1) + text.slice(index + 1);
  const bytes = Buffer.from(text, 'base64url');
  const byte = at % bytes.length;
  bytes.writeUInt8(bytes.readUInt8(byte) ^ (1 << (at & 7)), byte);
  return bytes.toString('base64url');
}

test('I13: any changed bit, cut or extension of the text is refused', () => {
  checkProperty(
    damages,
    ['SIGNATURE', 'ENCODING'],
    ({ state, kind, at, text }, seen) => {
      const good = encodeCursor(state, KEYS);
      const bad = damage(good, kind, at, text);
      if (bad === good) return;
      const result = decodeCursor(bad, KEYS);
      assert.ok('refused' in result);
      seen(result.refused);
    },
    5,
  );
});

test('I13: every single bit of a cursor counts', () => {
  const [state] = fc.sample(cursorStates, { numRuns: 1, seed: 1 });
  assert.ok(state !== undefined);
  const bytes = Buffer.from(encodeCursor(state, KEYS), 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    assert.ok('refused' in decodeCursor(changed.toString('base64url'), KEYS), `bit ${bit}`);
  }
});

test('a cursor never exceeds 4,096 characters and gives up the newest served items last', () => {
  const oversized = fc
    .record({
      state: cursorStates,
      algorithmCursor: fc.string({ unit: 'grapheme', minLength: 400, maxLength: 900, size: 'max' }),
    })
    .map(({ state, algorithmCursor }): CursorState => ({ ...state, algorithmCursor }));
  checkProperty(oversized, ['unserved ids given up', 'nothing given up'], (state, seen) => {
    const text = encodeCursor(state, KEYS);
    assert.ok(text.length <= 4096, `${text.length} characters`);
    const decoded = decodeCursor(text, KEYS);
    assert.ok(!('refused' in decoded));
    const { unservedIds, dims, dedupeKeys, served } = decoded;
    assert.deepEqual(unservedIds, state.unservedIds.slice(0, unservedIds.length));
    assert.deepEqual(dims, state.dims.slice(state.dims.length - dims.length));
    assert.deepEqual(dedupeKeys, state.dedupeKeys.slice(state.dedupeKeys.length - dedupeKeys.length));
    assert.deepEqual(served, state.served.slice(state.served.length - served.length));
    const lost = [
      unservedIds.length < state.unservedIds.length,
      dims.length < state.dims.length,
      dedupeKeys.length < state.dedupeKeys.length,
      served.length < state.served.length,
    ];
    if (lost[1] === true) assert.equal(unservedIds.length, 0);
    if (lost[2] === true) assert.equal(dims.length, 0);
    if (lost[3] === true) assert.equal(dedupeKeys.length, 0);
    seen(lost[0] === true ? 'unserved ids given up' : 'nothing given up');
  });
});
