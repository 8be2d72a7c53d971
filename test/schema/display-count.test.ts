import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countText } from '../../schema/display-count.js';

test('counts read as people write them', () => {
  const cases: [number | null, string | null][] = [
    [null, null],
    [0, '0'],
    [9_999, '9999'],
    [10_000, '1万'],
    [10_999, '1万'],
    [11_000, '1.1万'],
    [12_345, '1.2万'],
    [123_456, '12.3万'],
    [99_999_999, '9999.9万'],
    [100_000_000, '1亿'],
    [109_999_999, '1亿'],
    [110_000_000, '1.1亿'],
    [Number.MAX_SAFE_INTEGER, '90071992.5亿'],
  ];
  for (const [count, text] of cases) assert.equal(countText(count), text);
});

test('a count is cut off by less than a tenth of its unit and never rounded up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 2_000_000_000 }), (count) => {
      const text = countText(count) ?? '';
      const unit = text.endsWith('亿') ? 100_000_000 : 10_000;
      const shown = Math.round(parseFloat(text) * unit);
      assert.ok(shown <= count && count - shown < unit / 10, `${count} became ${text}`);
    }),
  );
});
