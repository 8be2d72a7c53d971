import fc from 'fast-check';
import type { Wire } from '../../support/records.js';

/** Values that upstreams have been seen to send where something else was promised. */
const NASTY: readonly unknown[] = [
  null, undefined, '', ' ', 'null', 'NORMAL', '0', '-1', '9007199254740993', 'https://a.example.test/x',
  '//a.example.test/x', 'http://127.0.0.1/x', 'javascript:alert(1)', 'https://', 'https://a.example.test:99999/',
  `https://a.example.test/${'x'.repeat(2_100)}`, 'x'.repeat(2_001), '<b></b>', '\u0000', '\ud800', '__proto__',
  0, -0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, 9e15, -9e15, Number.NaN, Number.POSITIVE_INFINITY,
  true, false, [], [[]], [null], {}, { __proto__: null, constructor: null, toString: null },
]; // prettier-ignore

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** A path into a value: which member at each depth, by a number that is taken modulo the members there. */
const path = fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 4 });

/** A valid record with one to four members, at any depth, replaced by something else. */
export const dirty = (clean: Wire): fc.Arbitrary<Wire> =>
  fc
    .array(fc.tuple(path, anything), { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce<Wire>((record, [at, value]) => replaced(record, at, value) as Wire, clean),
    );

/** A JSON object of any content. */
export const anyObject = fc.dictionary(fc.string(), anything) as fc.Arbitrary<Wire>;

function replaced(value: unknown, [step, ...rest]: readonly number[], by: unknown): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % Math.max(1, keys.length)];
  if (key === undefined) return by;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  (copy as Wire)[key] = rest.length === 0 ? by : replaced((value as Wire)[key], rest, by);
  return copy;
}
