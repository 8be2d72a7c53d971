import { isRecord, type JsonRecord } from './json.js';
import { cleanText, MAX_TEXT } from './text.js';

const MAX_ID_DIGITS = 19;
const ZERO = 48;
const NINE = 57;

/** Last moment that a Date, and so the schema, can express (epoch ms). */
const MAX_MOMENT = 8_640_000_000_000_000;

/** Whether a value is an upstream id: decimal digits, kept as text because it may exceed 2^53. */
export function isId(value: unknown): value is string {
  if (typeof value !== 'string' || value.length === 0 || value.length > MAX_ID_DIGITS) return false;
  if (value.charCodeAt(0) === ZERO) return false;
  // By hand: every record has several ids, and entering a regular expression costs more than reading nineteen digits.
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

/**
 * Reads one wire record field by field. A value of the wrong type sets `faulty` and reads as its neutral value, so a parser
 * reads straight on and looks at `faulty` once, at its end. Absent counts as null.
 */
export class RecordReader {
  /** True once a value had a type that the contract does not allow: the record fails as SCHEMA. */
  faulty = false;

  constructor(private readonly record: JsonRecord) {}

  /** The value as it came. */
  raw(key: string): unknown {
    return this.record[key];
  }

  /** Cleaned text; blank, null and absent are null. */
  text(key: string): string | null {
    const value = this.record[key];
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string' || value.length > MAX_TEXT) return this.fault(null);
    return cleanText(value);
  }

  /** An id that must be there. */
  id(key: string): string {
    const value = this.record[key];
    return isId(value) ? value : this.fault('');
  }

  /** An id or null. */
  idOrNull(key: string): string | null {
    const value = this.record[key];
    if (value === null || value === undefined) return null;
    return isId(value) ? value : this.fault(null);
  }

  /** A safe integer of any sign that must be there. */
  integer(key: string): number {
    const value = this.record[key];
    return Number.isSafeInteger(value) ? (value as number) : this.fault(0);
  }

  /** A safe integer or null. */
  integerOrNull(key: string): number | null {
    const value = this.record[key];
    if (value === null || value === undefined) return null;
    return Number.isSafeInteger(value) ? (value as number) : this.fault(null);
  }

  /** A moment in epoch ms that must be there. */
  moment(key: string): number {
    const value = this.integer(key);
    return value >= 0 && value <= MAX_MOMENT ? value : this.fault(0);
  }

  /** A moment in epoch ms, or null. */
  momentOrNull(key: string): number | null {
    const value = this.record[key];
    return value === null || value === undefined ? null : this.moment(key);
  }

  /** A boolean that must be there. */
  flag(key: string): boolean {
    const value = this.record[key];
    return typeof value === 'boolean' ? value : this.fault(false);
  }

  /** A member of a closed list; undefined when the value is a text we do not know, which is no fault. */
  oneOf<T extends string | number>(key: string, members: ReadonlySet<T>): T | undefined {
    const value = this.record[key];
    if (typeof value !== 'string' && typeof value !== 'number') this.faulty = true;
    return members.has(value as T) ? (value as T) : undefined;
  }

  /** A list; null and absent are empty. */
  list(key: string): readonly unknown[] {
    const value = this.record[key];
    if (value === null || value === undefined) return [];
    return Array.isArray(value) ? (value as unknown[]) : this.fault([]);
  }

  /** The objects of a list; members that are no objects are left out. */
  records(key: string): readonly JsonRecord[] {
    return this.list(key).filter(isRecord);
  }

  private fault<T>(neutral: T): T {
    this.faulty = true;
    return neutral;
  }
}
