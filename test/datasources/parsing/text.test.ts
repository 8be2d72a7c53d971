import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanText, cutGraphemes } from '../../../datasources/parsing/text.js';

describe('text for people', () => {
  const rows: Readonly<Record<string, readonly [string, string | null]>> = {
    'is trimmed': ['  a  ', 'a'],
    'is null when blank': [' \u00a0\t', null],
    'loses control characters': ['a\u0000b\u0007c', 'abc'],
    'keeps words apart where a line ended': ['a\r\nb\tc', 'a b c'],
    'loses direction overrides': ['a\u202eb\u2066c', 'abc'],
    'loses zero-width spaces': ['\u200b\ufeffa', 'a'],
    'keeps the joiners of emoji': ['👩‍👧', '👩‍👧'],
    'loses tags': ['<b>a</b><br/><script src=x>b', 'ab'],
    'keeps a bracket that is no tag': ['a < b, 3 > 2', 'a < b, 3 > 2'],
    'keeps entities as they are': ['a &amp; b', 'a &amp; b'],
    'is null when only dirt was there': ['<i>\u0001</i>', null],
  };
  for (const [name, [text, clean]] of Object.entries(rows))
    it(name, () => assert.equal(cleanText(text), clean));

  it('is clean after one pass or has nothing to clean in a second', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const clean = cleanText(text);
        if (clean === null) return;
        assert.doesNotMatch(clean, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
        assert.equal(clean, clean.trim());
        assert.notEqual(clean, '');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('cutting', () => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
  const length = (text: string) => [...segmenter.segment(text)].length;

  it('leaves short text alone and ends long text in an ellipsis inside its limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 80 }),
        fc.integer({ min: 1, max: 60 }),
        (text, max) => {
          const cut = cutGraphemes(text, max);
          if (length(text) <= max) assert.equal(cut, text);
          else {
            assert.ok(cut.endsWith('…'));
            assert.ok(length(cut) <= max);
            assert.ok(text.startsWith(cut.slice(0, -1)));
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never splits a family', () => {
    assert.equal(cutGraphemes('👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', 2), '👨‍👩‍👧…');
  });
});
