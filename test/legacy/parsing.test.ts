import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chinaTime } from '../../datasources/parsing/china-time.js';
import { scaled } from '../../datasources/parsing/decimal.js';
import { decodeEntities } from '../../datasources/parsing/html-entities.js';

describe('a decimal', () => {
  it('is moved to its smallest unit, and refused in any other form', () => {
    const rows: [string, number, number | null][] = [
      ['39.9', 2, 3_990],
      ['39.90', 2, 3_990],
      ['150', 2, 15_000],
      ['0', 2, 0],
      ['-0', 2, 0],
      ['-1.5', 2, -150],
      ['0.07', 2, 7],
      ['1.15', 2, 115], // 1.15 * 100 is 114.99999999999999
      ['17.2', 3, 17_200],
      ['17.204', 3, 17_204],
      ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
      ['90071992547409.92', 2, null],
      ['39.999', 2, null],
      ['39.900', 2, null],
      ['39.', 2, null],
      ['.9', 2, null],
      ['1e3', 2, null],
      ['1,000', 2, null],
      ['+1', 2, null],
      [' 1', 2, null],
      ['', 2, null],
    ];
    for (const [text, decimals, expected] of rows) assert.equal(scaled(text, decimals), expected, text);
  });

  it('comes back exactly, whatever the amount', () => {
    const amounts = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(amounts, (cents) => {
        const digits = String(cents).padStart(3, '0');
        assert.equal(scaled(`${digits.slice(0, -2)}.${digits.slice(-2)}`, 2), cents);
      }),
    );
  });
});

describe('a local time of China', () => {
  it('is eight hours ahead of the epoch, and a real date', () => {
    const rows: [string, number | null][] = [
      ['2019-11-10 20:00:00', 1_573_387_200_000],
      ['1970-01-01 08:00:00', 0],
      ['2020-02-29 00:00:00', Date.UTC(2020, 1, 28, 16)],
      ['2019-02-29 00:00:00', null],
      ['2019-13-01 00:00:00', null],
      ['2019-11-10 24:00:00', null],
      ['2019-11-10 20:00', null],
      ['2019-11-10T20:00:00', null],
      ['2019-11-10 20:00:00+08:00', null],
      ['1573387200000', null],
    ];
    for (const [text, expected] of rows) assert.equal(chinaTime(text), expected, text);
  });

  it('is read to the second on any day', () => {
    const seconds = fc.integer({ min: -28_800, max: 4_102_444_800 });
    fc.assert(
      fc.property(seconds, (second) => {
        const local = new Date((second + 28_800) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
        assert.equal(chinaTime(local), second * 1_000);
      }),
    );
  });
});

describe('HTML entities', () => {
  it('are decoded once; what is none stays', () => {
    const rows: [string, string][] = [
      ['Do&#39;s &amp; don&apos;ts', "Do's & don'ts"],
      ['&lt;b&gt; &quot;x&quot;', '<b> "x"'],
      ['&#x4f60;&#22909;', '你好'],
      ['&#128525;', '😍'],
      ['&amp;lt;', '&lt;'],
      ['&amp;amp;amp;', '&amp;amp;'],
      ['&#0;&#xD800;&#1114112;&#x110000;', '&#0;&#xD800;&#1114112;&#x110000;'],
      ['&copy; &AMP; & &; &#; &#x; &amp', '&copy; &AMP; & &; &#; &#x; &amp'],
      ['R&D', 'R&D'],
    ];
    for (const [text, expected] of rows) assert.equal(decodeEntities(text), expected);
  });

  it('give back any text that was escaped', () => {
    const escaped = (text: string) => [...text].map((char) => `&#${char.codePointAt(0) ?? 0};`).join('');
    const texts = fc.string({ unit: 'grapheme' });
    fc.assert(fc.property(texts, (text) => assert.equal(decodeEntities(escaped(text)), text)));
  });
});
