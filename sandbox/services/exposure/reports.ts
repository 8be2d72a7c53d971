import type { Ms } from '../../data/ids.js';
import { ServiceError, invalidArgument } from '../../server/service-error.js';
import type { ServiceRequest } from '../../server/service-request.js';
import { isObject } from '../../server/service-request.js';
import type { ExposureEvent } from './viewer-history.js';

/** What the gateway returned on one page. */
export interface ServedReport {
  readonly pvid: string;
  readonly sceneId: string;
  readonly sessionId: string;
  readonly tier: string;
  readonly servedAt: Ms;
  readonly items: readonly {
    readonly key: string;
    readonly position: number;
    readonly source: string;
    readonly slotId: string | null;
    readonly creativeId: string | null;
  }[];
}

const MAX_ITEMS = 100;
const KEY = /^(VIDEO|LIVE):[1-9][0-9]{0,18}$|^BANNER:[a-z0-9-]{1,32}$/;

function text(value: unknown, name: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > 64)
    throw invalidArgument(`${name} must be 1 to 64 characters`);
  return value;
}

function textOrNull(value: unknown, name: string): string | null {
  return value === null || value === undefined ? null : text(value, name);
}

function integer(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)
    throw invalidArgument(`${name} must be an integer >= 0`);
  return value;
}

function contentKey(value: unknown): string {
  if (typeof value !== 'string' || !KEY.test(value)) throw invalidArgument('key is malformed');
  return value;
}

function rows(value: unknown, name: string): Record<string, unknown>[] {
  if (!Array.isArray(value) || !value.every(isObject))
    throw invalidArgument(`${name} must be a list of objects`);
  if (value.length > MAX_ITEMS)
    throw new ServiceError(400, 'BATCH_TOO_LARGE', `at most ${MAX_ITEMS} ${name}`);
  return value;
}

/** Checks the body of `POST /served`. */
export function parseServed(body: Record<string, unknown>): ServedReport {
  return {
    pvid: text(body['pvid'], 'pvid'),
    sceneId: text(body['sceneId'], 'sceneId'),
    sessionId: text(body['sessionId'], 'sessionId'),
    tier: text(body['tier'], 'tier'),
    servedAt: integer(body['servedAt'], 'servedAt'),
    items: rows(body['items'], 'items').map((item) => ({
      key: contentKey(item['key']),
      position: integer(item['position'], 'position'),
      source: text(item['source'], 'source'),
      slotId: textOrNull(item['slotId'], 'slotId'),
      creativeId: textOrNull(item['creativeId'], 'creativeId'),
    })),
  };
}

/** Checks the body of `POST /exposures`. */
export function parseExposures(body: Record<string, unknown>): ExposureEvent[] {
  return rows(body['events'], 'events').map((event) => ({
    key: contentKey(event['key']),
    creativeId: textOrNull(event['creativeId'], 'creativeId'),
    pvid: text(event['pvid'], 'pvid'),
    seenAt: integer(event['seenAt'], 'seenAt'),
  }));
}

/** Content keys of a report, for the call log; empty when there are none to read. */
export function keysReported(request: ServiceRequest): string[] {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8'));
    const list = isObject(body) ? (body['items'] ?? body['events']) : null;
    const keys = Array.isArray(list) ? list.map((row: unknown) => (isObject(row) ? row['key'] : null)) : [];
    return keys.filter((key) => typeof key === 'string');
  } catch {
    return [];
  }
}
