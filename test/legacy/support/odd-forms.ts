import fc from 'fast-check';
import type { Wire } from '../../support/records.js';

/** Every way that the Java service may write one value; what is undefined is left out of its record. */
export type Forms = fc.Arbitrary<unknown>;

/** Null. */
export const none: Forms = fc.constantFrom(null, 'null', '', undefined);

/** One of the two ways to write an id or a count: unsafe integers only travel as text. */
export function digits(value: string | number | null): Forms {
  if (value === null) return none;
  return fc.constantFrom(String(value), ...(Number.isSafeInteger(Number(value)) ? [Number(value)] : []));
}

/** Cents in yuan, as text or number, with and without the zeros at the end. */
export function yuan(cents: number | null): Forms {
  if (cents === null) return none;
  const digitsOf = String(cents).padStart(3, '0');
  const full = `${digitsOf.slice(0, -2)}.${digitsOf.slice(-2)}`;
  return fc.constantFrom(full, full.replace(/0$/, ''), full.replace(/\.?0+$/, ''), Number(full));
}

/** Milliseconds in seconds, as text or number, with and without the zeros at the end. */
export function seconds(ms: number): Forms {
  const full = (ms / 1_000).toFixed(3);
  return fc.constantFrom(full, full.replace(/\.?0+$/, ''), Number(full));
}

/** A boolean in any of its forms. */
export const flag = (value: boolean): Forms =>
  fc.constantFrom<unknown[]>(...(value ? ['true', true, '1', 1] : ['false', false, '0', 0]));

/** An https address with or without its scheme. */
export const address = (url: string | null): Forms =>
  url === null ? none : fc.constantFrom(url, url.replace('https:', ''));

/** Text escaped for HTML: `&` always, other characters here and there. */
export function title(text: string | null): Forms {
  if (text === null) return none;
  const chars = [...text];
  return fc
    .array(fc.nat({ max: 5 }), { minLength: chars.length, maxLength: chars.length })
    .map((choices) => chars.map((char, i) => escaped(char, choices[i] ?? 0)).join(''));
}

const NAMES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

function escaped(char: string, choice: number): string {
  const code = char.codePointAt(0) ?? 0;
  if (choice === 1) return `&#${code};`;
  if (choice === 2) return `&#x${code.toString(16)};`;
  const name = NAMES[char];
  return name !== undefined && (choice === 3 || char === '&') ? `&${name};` : char;
}

/** A list: one entry may stand alone, an empty list may be any none. */
export function many(entries: readonly Forms[]): Forms {
  const list = fc.tuple(...entries);
  if (entries.length === 0) return fc.oneof(fc.constant([]), none);
  const [only] = entries;
  return entries.length === 1 && only ? fc.oneof(list, only) : list;
}

/** A record of such values. */
export const recordOf = (fields: Readonly<Record<string, Forms | string>>): fc.Arbitrary<Wire> =>
  fc
    .record(
      Object.fromEntries(
        Object.entries(fields).map(([name, forms]) => [
          name,
          typeof forms === 'string' ? fc.constant(forms) : forms,
        ]),
      ),
    )
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));
