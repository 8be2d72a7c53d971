import type { IncomingHttpHeaders } from 'node:http';
import type { ReasonCode } from '../schema/reason-codes.js';
import type { Platform } from '../mixing/slot.types.js';
import type { Viewer } from '../datasources/index.js';
import type { Client } from '../resolvers/gateway-context.js';

const CALLER_ID = /^[A-Za-z0-9_-]{1,64}$/;
const VERSION = /^\d{1,6}(?:\.\d{1,6}){0,5}$/;
const MILLISECONDS = /^\d{1,7}$/;
/** With less time than this (ms) nothing remote is worth asking. */
const LEAST_DEADLINE_MS = 50;
/** No caller may keep a request longer (ms). */
const MOST_DEADLINE_MS = 3_000;

const PLATFORMS: ReadonlyMap<string, Platform> = new Map([
  ['ios', 'IOS'],
  ['android', 'ANDROID'],
  ['harmony', 'HARMONY'],
  ['web', 'WEB'],
]);

/** Whether a text is an id that the edge may set; anything else counts as absent. */
export const isCallerId = (text: string): boolean => CALLER_ID.test(text);

type Count = (code: ReasonCode) => void;

/** A header that came once; repeated headers count as absent. */
const single = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** Who asks. Ids outside their alphabet or length count as absent (RQ_INPUT). */
export function viewerOf(headers: IncomingHttpHeaders, count: Count): Viewer {
  const id = (name: string): string | null => {
    const value = single(headers, name);
    if (value === undefined || isCallerId(value)) return value ?? null;
    count('RQ_INPUT');
    return null;
  };
  return { viewerId: id('x-viewer-id'), deviceId: id('x-device-id') };
}

/**
 * What asks: name and version of the client, in the headers that Apollo's clients send. Other names than those of our apps
 * are UNKNOWN; a version that is no version counts as absent (RQ_INPUT).
 */
export function clientOf(headers: IncomingHttpHeaders, count: Count): Client {
  const name = single(headers, 'apollographql-client-name')?.toLowerCase() ?? '';
  const version = single(headers, 'apollographql-client-version');
  const readable = version !== undefined && VERSION.test(version);
  if (version !== undefined && !readable) count('RQ_INPUT');
  return { platform: PLATFORMS.get(name) ?? 'UNKNOWN', appVersion: readable ? version : null };
}

/** Milliseconds this request may take: the caller's remaining time if it says so, else the usual. 0: nothing remote (RQ_DEADLINE). */
export function deadlineOf(headers: IncomingHttpHeaders, usualMs: number, count: Count): number {
  const value = single(headers, 'x-deadline-ms');
  if (value === undefined || !MILLISECONDS.test(value)) return usualMs;
  const remaining = Number(value);
  if (remaining >= LEAST_DEADLINE_MS) return Math.min(remaining, MOST_DEADLINE_MS);
  count('RQ_DEADLINE');
  return 0;
}
