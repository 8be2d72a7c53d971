import { chinaTime } from '../parsing/china-time.js';
import { scaled } from '../parsing/decimal.js';
import { decodeEntities } from '../parsing/html-entities.js';
import { isRecord, type JsonRecord } from '../parsing/json.js';
import type { Report } from '../parsing/media-url.js';
import { isId } from '../parsing/record-reader.js';

const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ['true', true],
  [true, true],
  ['1', true],
  [1, true],
  ['false', false],
  [false, false],
  ['0', false],
  [0, false],
]);
const INTEGER = /^-?\d+$/;
const USUAL_PRICE = /\.\d{2}$/;
const PRICE_DECIMALS = 2;
const DURATION_DECIMALS = 3;

/**
 * Reads one record of the Java service, where nearly every value is a string and some have odd forms. Odd forms are accepted and
 * counted (RS_LEGACY); four of them mean null: `null`, `"null"`, `""` and absence. What means nothing at all sets `faulty` and
 * reads as null, so a parser reads straight on and looks at `faulty` once. The result is for the strict parsers to judge.
 */
export class QuirkReader {
  /** True once a value could not be read: nothing of the record can be relied upon. */
  faulty = false;

  constructor(
    private readonly record: JsonRecord,
    private readonly report: Report,
  ) {}

  /** Text as it came. A number is its digits; an unsafe integer has lost some of them on the way, and is refused. */
  text(key: string): string | null {
    const value = this.record[key];
    if (typeof value === 'string' && !isNone(value)) return value;
    this.odd();
    if (isNone(value)) return null;
    return typeof value === 'number' && isExact(value) ? String(value) : this.fault();
  }

  /** Text that was escaped for HTML. */
  title(key: string): string | null {
    const text = this.text(key);
    const title = text && decodeEntities(text);
    if (title !== text) this.odd();
    return title;
  }

  /** An address, left as it is for the media policy; `//host` is odd. */
  url(key: string): string | null {
    const url = this.text(key);
    if (url?.startsWith('//')) this.odd();
    return url;
  }

  /** An id. */
  id(key: string): string | null {
    const id = this.text(key);
    return id === null || isId(id) ? id : this.fault();
  }

  /** Parts of a comma-joined text, unchecked. */
  parts(key: string): readonly string[] {
    return this.text(key)?.split(',') ?? [];
  }

  /** A whole number of any sign. Null when it is none; refused when it is beyond 2^53. */
  count(key: string): number | null {
    const text = this.text(key);
    if (text === null || !INTEGER.test(text)) return null;
    const count = Number(text) + 0; // "-0" is 0
    return Number.isSafeInteger(count) ? count : this.fault();
  }

  /** A boolean in any of its eight forms. */
  flag(key: string): boolean | null {
    const value = this.record[key];
    if (value !== 'true' && value !== 'false') this.odd();
    return FLAGS.get(value) ?? (isNone(value) ? null : this.fault());
  }

  /** A price in yuan as integer cents. Turned or refused, each price counts as PR_UNIT. */
  cents(key: string): number | null {
    const yuan = this.text(key);
    if (yuan === null) return null;
    this.report('PR_UNIT');
    if (typeof this.record[key] === 'string' && !USUAL_PRICE.test(yuan)) this.odd();
    return scaled(yuan, PRICE_DECIMALS) ?? this.fault();
  }

  /** Seconds as integer milliseconds. */
  durationMs(key: string): number | null {
    const seconds = this.text(key);
    return seconds === null ? null : (scaled(seconds, DURATION_DECIMALS) ?? this.fault());
  }

  /** A local time of China as epoch ms. */
  moment(key: string): number | null {
    const time = this.text(key);
    return time === null ? null : (chinaTime(time) ?? this.fault());
  }

  /** A nested object. */
  recordOrNull(key: string): JsonRecord | null {
    const value = this.record[key];
    if (isRecord(value)) return value;
    this.odd();
    return isNone(value) ? null : this.fault();
  }

  /** The objects of a list; one may stand alone, and what means null is an empty list. */
  records(key: string): readonly JsonRecord[] {
    const value = this.record[key];
    if (Array.isArray(value)) return value.filter(isRecord);
    this.odd();
    if (isRecord(value)) return [value];
    if (!isNone(value)) this.fault();
    return [];
  }

  private odd(): void {
    this.report('RS_LEGACY');
  }

  private fault(): null {
    this.faulty = true;
    return null;
  }
}

const isNone = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || value === 'null';

/** A number that still has all its digits; JSON has no other fractions than those that were written down. */
const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
