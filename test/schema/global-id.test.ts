import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { globalId, parseGlobalId } from '../../schema/global-id.js';
import type { GlobalIdType } from '../../schema/global-id.js';

const typeNames = fc.constantFrom<GlobalIdType>('Video', 'Product', 'LiveRoom', 'BannerCard');
const rawIds = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 16 }).filter((id) => id.isWellFormed());

test('a global id has the documented form', () => {
  assert.equal(globalId('BannerCard', 'c-90'), 'QmFubmVyQ2FyZDpjLTkw');
  assert.deepEqual(parseGlobalId('QmFubmVyQ2FyZDpjLTkw'), { typeName: 'BannerCard', rawId: 'c-90' });
});

test('what was put into a global id comes out again, colons and all', () => {
  fc.assert(
    fc.property(typeNames, rawIds, (typeName, rawId) => {
      const id = globalId(typeName, rawId);
      assert.match(id, /^[A-Za-z0-9_-]+$/);
      assert.deepEqual(parseGlobalId(id), { typeName, rawId });
    }),
  );
});

test('two objects never share a global id', () => {
  fc.assert(
    fc.property(typeNames, rawIds, typeNames, rawIds, (type, raw, otherType, otherRaw) => {
      const same = type === otherType && raw === otherRaw;
      assert.equal(globalId(type, raw) === globalId(otherType, otherRaw), same);
    }),
  );
});

test('any text is either null or the one form of what it parses to', () => {
  const texts = fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseGlobalId(text);
      if (parsed) assert.equal(globalId(parsed.typeName as GlobalIdType, parsed.rawId), text);
    }),
    { numRuns: 1000 },
  );
});

test('a malformed id is null', () => {
  const encode = (plain: string | Buffer): string => Buffer.from(plain).toString('base64url');
  const malformed = [
    '',
    'Video:1',
    encode('Video:'),
    encode(':1'),
    encode('Video'),
    encode('Vi deo:1'),
    `${globalId('Video', '1')}=`,
    `${globalId('Video', '1')}\n`,
    ` ${globalId('Video', '1')}`,
    Buffer.from('Video:???').toString('base64'), // "/" of plain base64
    encode(Buffer.from([0x56, 0x3a, 0xff])), // not UTF-8
    globalId('Video', 'x'.repeat(300)),
  ];
  for (const text of malformed) assert.equal(parseGlobalId(text), null, JSON.stringify(text));
});

test('stray bits in the last character are refused', () => {
  const id = globalId('Video', '12'); // 8 bytes: the last character holds 2 spare bits
  const strayed = `${id.slice(0, -1)}${String.fromCharCode(id.charCodeAt(id.length - 1) + 1)}`;
  assert.deepEqual(Buffer.from(strayed, 'base64url'), Buffer.from(id, 'base64url'));
  assert.equal(parseGlobalId(strayed), null);
});
