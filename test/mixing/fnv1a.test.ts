import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { extendFnv1a32, fnv1a32 } from '../../mixing/fnv1a.js';
import { checkProperty } from './support/property.js';

test('FNV-1a gives the published vectors', () => {
  assert.equal(fnv1a32(''), 0x811c9dc5);
  assert.equal(fnv1a32('a'), 0xe40c292c);
  assert.equal(fnv1a32('foobar'), 0xbf9cf968);
});

function overBytes(text: string): number {
  let hash = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  }
  return Number(hash);
}

test('FNV-1a hashes the UTF-8 bytes of any text, lone surrogates included', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.array(fc.integer({ min: 0x70, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );
  checkProperty(texts, ['two bytes', 'four bytes', 'lone surrogate'], (text, seen) => {
    assert.equal(fnv1a32(text), overBytes(text));
    if (/[\u0080-\u07ff]/.test(text)) seen('two bytes');
    if (/[\u{10000}-\u{10ffff}]/u.test(text)) seen('four bytes');
    if (!text.isWellFormed()) seen('lone surrogate');
  });
});

test('a hash can be continued where another ended', () => {
  assert.equal(extendFnv1a32(fnv1a32('foo'), 'bar'), 0xbf9cf968);
});
