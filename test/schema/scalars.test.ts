import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseValue } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import fc from 'fast-check';
import { DateTimeScalar, DecimalScalar, JsonObjectScalar, UrlScalar } from '../../schema/scalars.js';

const INSTANT = '2026-11-11T12:00:00.000Z';
const INSTANT_MS = Date.UTC(2026, 10, 11, 12);

function refuses(scalar: GraphQLScalarType, read: 'serialize' | 'parseValue', values: unknown[]): void {
  for (const value of values) {
    assert.throws(
      () => scalar[read](value),
      { message: `This value is not a valid ${scalar.name}.` },
      `${scalar.name} ${read} ${String(value)}`,
    );
  }
}

test('a DateTime is epoch milliseconds inside and ISO 8601 UTC with milliseconds outside', () => {
  assert.equal(DateTimeScalar.serialize(INSTANT_MS), INSTANT);
  assert.equal(DateTimeScalar.serialize(new Date(INSTANT_MS)), INSTANT);
  assert.equal(DateTimeScalar.parseValue(INSTANT), INSTANT_MS);
  assert.equal(DateTimeScalar.parseLiteral(parseValue(`"${INSTANT}"`)), INSTANT_MS);
});

test('every instant survives the way out and in', () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') }), (date) => {
      assert.equal(DateTimeScalar.parseValue(DateTimeScalar.serialize(date.getTime())), date.getTime());
    }),
  );
});

test('a DateTime in another form is refused', () => {
  refuses(DateTimeScalar, 'serialize', [NaN, Infinity, 9e15, new Date(NaN), INSTANT, null, true]);
  refuses(DateTimeScalar, 'parseValue', [
    INSTANT_MS,
    '2026-11-11',
    '2026-11-11T12:00:00Z',
    '2026-11-11T12:00:00.000+08:00',
    '2026-02-30T12:00:00.000Z',
    '2026-13-01T12:00:00.000Z',
    '2026-11-11T24:00:00.000Z',
  ]);
  assert.throws(() => DateTimeScalar.parseLiteral(parseValue(String(INSTANT_MS))));
});

test('a URL goes out as it is and comes in only as absolute https', () => {
  assert.equal(UrlScalar.serialize('https://img.example/a.jpg'), 'https://img.example/a.jpg');
  assert.equal(UrlScalar.parseValue('https://img.example/a?b=1#c'), 'https://img.example/a?b=1#c');
  assert.equal(UrlScalar.parseLiteral(parseValue('"https://img.example/"')), 'https://img.example/');
  refuses(UrlScalar, 'serialize', [1, null, { href: 'https://img.example/' }]);
  refuses(UrlScalar, 'parseValue', ['http://img.example/', '/a.jpg', 'javascript:alert(1)', '', 1]);
});

test('a Decimal is a string of digits, never a number', () => {
  for (const value of ['0', '39.90', '-1.5', '90071992547409.91']) {
    assert.equal(DecimalScalar.serialize(value), value);
    assert.equal(DecimalScalar.parseValue(value), value);
  }
  assert.equal(DecimalScalar.parseLiteral(parseValue('"39.90"')), '39.90');
  assert.throws(() => DecimalScalar.parseLiteral(parseValue('39.90')));
  refuses(DecimalScalar, 'serialize', [39.9, 0, '39,90', '1e3', '.5', '5.', '007', '', ' 1', null]);
});

test('a JSONObject is flat and holds strings only', () => {
  const value = { a: '1', b: '' };
  assert.deepEqual(JsonObjectScalar.serialize(value), value);
  assert.deepEqual(JsonObjectScalar.parseValue(value), value);
  assert.deepEqual(JsonObjectScalar.parseLiteral(parseValue('{ a: "1", b: "" }')), value);
  assert.deepEqual(JsonObjectScalar.serialize({}), {});
  refuses(JsonObjectScalar, 'serialize', [{ a: 1 }, { a: { b: '1' } }, { a: null }, ['a'], 'a', null]);
  assert.throws(() => JsonObjectScalar.parseLiteral(parseValue('{ a: 1 }')));
  assert.throws(() => JsonObjectScalar.parseLiteral(parseValue('["a"]')));
});

test('a literal cannot reach the prototype of the object it becomes', () => {
  const parsed = JsonObjectScalar.parseLiteral(parseValue('{ __proto__: "x" }'));
  assert.deepEqual(Object.keys(parsed), ['__proto__']);
});
