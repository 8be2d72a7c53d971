import type { Chance } from '../../data/chance.js';
import { hashText, stream } from '../../data/chance.js';

/** A value that is nearly always a string. */
export type Str = string | number | null | undefined;
/** A boolean in one of its many forms. */
export type Flag = boolean | 'true' | 'false' | '1' | '0' | 1 | 0;
/** A list, or what stands for one. */
export type Many<T> = readonly T[] | T | null | '' | undefined;

const form = stream('legacy.form');
const choice = stream('legacy.choice');

/** Writes the values of one record as the Java service does: mostly strings, a share of them in odd forms. */
export class Quirks {
  private readonly record: number;

  /** `share` of the values take an odd form; which ones is fixed by the record's id. */
  constructor(
    private readonly chance: Chance,
    private readonly share: number,
    id: string,
  ) {
    this.record = hashText(id);
  }

  /** No value: usually "", oddly null, "null" or a missing property. */
  none(field: string): null | '' | 'null' | undefined {
    return this.odd(field) ? this.pick(field, [null, 'null', undefined]) : '';
  }

  /** Text, or none. */
  text(field: string, value: string | null): Str {
    return value === null ? this.none(field) : value;
  }

  /** A safe integer or id as digits, oddly as a number. */
  digits(field: string, value: string | number | null): Str {
    if (value === null) return this.none(field);
    return this.odd(field) ? Number(value) : String(value);
  }

  /** A sum in yuan: usually two decimals, oddly without the zeros at the end. */
  yuan(field: string, cents: number | null): Str {
    if (cents === null) return this.none(field);
    const whole = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    return this.odd(field) ? whole.replace(/\.?0+$/, '') || '0' : whole;
  }

  /** A boolean: usually "true" or "false", oddly one of the other forms. */
  flag(field: string, value: boolean): Flag {
    if (!this.odd(field)) return value ? 'true' : 'false';
    return value ? this.pick(field, [true, '1', 1] as const) : this.pick(field, [false, '0', 0] as const);
  }

  /** A list: one entry oddly stands alone, an empty one oddly becomes null, "" or missing. */
  many<T>(field: string, list: readonly T[]): Many<T> {
    if (list.length > 1 || !this.odd(field)) return list;
    return list.length === 1 ? list[0] : this.pick(field, [null, '', undefined] as const);
  }

  private odd(field: string): boolean {
    return this.chance.happens(this.share, form, this.record, hashText(field));
  }

  private pick<T>(field: string, list: readonly T[]): T {
    return this.chance.pick(list, choice, this.record, hashText(field));
  }
}
