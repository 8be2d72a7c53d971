import type { Answer } from './http.js';
import { at, get } from './http.js';

/** Calls one API of the legacy service. */
export function legacy(
  url: string,
  api: string,
  data: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  return get(`${url}/gw/${api}/1.0/?data=${encodeURIComponent(text)}`, headers);
}

/** Code in front of `::` in the first entry of `ret`. */
export function retCode(answer: Answer): string {
  return String(at(answer.json, 'ret', 0)).split('::')[0] ?? '';
}

/** A list in any of its forms. */
export function many(value: unknown): unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return value === null || value === undefined || value === '' ? [] : [value];
}

/** Text of a value that may be a number; null for the forms of "none". */
export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value !== 'string' || value === '' || value === 'null' ? null : value;
}
