import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { money } from '../../schema/money.js';

test('minor units become whole units with two decimals', () => {
  const cases: [number, string][] = [
    [0, '0.00'],
    [5, '0.05'],
    [50, '0.50'],
    [100, '1.00'],
    [123456, '1234.56'],
    [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
  ];
  for (const [cents, amount] of cases) {
    assert.deepEqual(money(cents, 'CNY'), { amount, currencyCode: 'CNY' });
  }
});

test('the digits of an amount are those of its minor units', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (cents) => {
      const { amount } = money(cents, 'CNY');
      assert.match(amount, /^(0|[1-9]\d*)\.\d{2}$/);
      assert.equal(Number(amount.replace('.', '')), cents);
    }),
  );
});

test('what is not a non-negative safe integer is refused', () => {
  for (const cents of [0.5, -1, NaN, Infinity, Number.MAX_SAFE_INTEGER + 1]) {
    assert.throws(() => money(cents, 'CNY'), RangeError);
  }
});
