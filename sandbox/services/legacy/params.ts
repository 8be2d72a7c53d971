import type { Id } from '../../data/ids.js';
import { isId } from '../../data/ids.js';
import type { ServiceRequest } from '../../server/service-request.js';
import { isObject } from '../../server/service-request.js';
import { LegacyFailure } from './envelope.js';

/** Most ids of one call. */
const MAX_IDS = 20;

/** The `data` parameter: a JSON object whose values are all strings. */
export type LegacyParams = Readonly<Record<string, string>>;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', 'data is not JSON');
  }
}

/** Reads the `data` parameter of a request. */
export function paramsOf(request: ServiceRequest): LegacyParams {
  const text = request.query.get('data');
  if (text === null) throw new LegacyFailure('FAIL_SYS_PARAM_MISSING', 'data');
  const value = parse(text);
  if (!isObject(value)) throw new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', 'data must be an object');
  const entries = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  if (entries.length !== Object.keys(value).length)
    throw new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', 'values must be strings');
  return Object.fromEntries(entries);
}

/** A parameter that must be there. */
export function required(params: LegacyParams, name: string): string {
  const value = params[name];
  if (value === undefined || value === '') throw new LegacyFailure('FAIL_SYS_PARAM_MISSING', name);
  return value;
}

/** A whole number within bounds. */
export function wholeNumber(params: LegacyParams, name: string, low: number, high: number): number {
  const text = required(params, name);
  const value = /^[0-9]{1,6}$/.test(text) ? Number(text) : NaN;
  if (!(value >= low && value <= high)) throw new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', name);
  return value;
}

/** Comma-joined ids, at most 20; an optional parameter may be empty. */
export function idList(params: LegacyParams, name: string, optional = false): Id[] {
  const text = optional ? (params[name] ?? '') : required(params, name);
  if (text === '') return [];
  const ids = text.split(',');
  if (ids.length > MAX_IDS || !ids.every(isId)) throw new LegacyFailure('FAIL_SYS_PARAM_FORMAT_ERROR', name);
  return ids;
}

/** Ids asked for in any of the list parameters, for the call log; empty when there are none to read. */
export function idsAsked(request: ServiceRequest): string[] {
  try {
    const params = paramsOf(request);
    return ['ids', 'itemIds', 'accountIds', 'videoIds'].flatMap((name) =>
      (params[name] ?? '').split(',').filter(isId),
    );
  } catch {
    return [];
  }
}
