import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ROLLOUT_HEADERS } from '../rollout/caller.js';
import { deadlineOf, viewerOf } from '../request-headers.js';

/** What the head of a request says about whom it may be answered together with. */
export interface FlightHead {
  /** All of the head that an answer depends on. */
  readonly text: string;
  /** Ids of the viewer; null for a request of nobody in particular, which shares only what is everybody's. */
  readonly viewer: string | null;
  /** How long the request may take, in milliseconds. */
  readonly totalMs: number;
}

/** A body is part of a key; longer ones are no everyday operations. In bytes. */
const MAX_BODY = 16 * 1024;
const JSON_TYPES = new Set(['application/json', 'application/json; charset=utf-8']);

/**
 * All that is read or forwarded beside viewer, deadline and body. Each request continues a trace by itself, and `x-priority`
 * decides about room alone. The arms of a request follow from these, its body and the ruling in force.
 */
const PARTS = [
  'apollographql-client-name',
  'apollographql-client-version',
  'accept',
  'authorization',
  'cookie',
  'x-explain',
  ...ROLLOUT_HEADERS,
] as const;

/**
 * Times within a tenth of each other count as alike: an edge that says what is left hardly says a value twice. What is far less
 * may get a lesser answer, which those with more time must not share.
 */
const ALIKE = Math.log(1.1);

/**
 * The head of a POST with a plain JSON body of usual size; null when the request is to be answered by itself: another kind of
 * body, ids that cannot be used, shadow traffic, no time for calls.
 */
export function flightHead(
  request: IncomingMessage,
  usualDeadlineMs: number,
  ruling: number,
): FlightHead | null {
  const { headers, method } = request;
  if (method !== 'POST' || !JSON_TYPES.has(headers['content-type'] ?? '')) return null;
  if (!(Number(headers['content-length']) <= MAX_BODY) || headers['content-encoding'] !== undefined)
    return null;
  const viewer = viewerKey(headers);
  const totalMs = deadlineOf(headers, usualDeadlineMs, ignore);
  if (viewer === undefined || totalMs === 0 || headers['x-shadow'] !== undefined) return null;
  let text = `${viewer ?? '\n'}\n${ruling}\n${Math.floor(Math.log(totalMs) / ALIKE)}`;
  for (const name of PARTS) text += `\n${String(headers[name] ?? '')}`; // no header holds a line break
  return { text, viewer, totalMs };
}

/** Ids of the viewer in one text; null: nobody in particular; undefined: somebody whose ids cannot be used. */
export function viewerKey(headers: IncomingHttpHeaders): string | null | undefined {
  if (headers['x-viewer-id'] === undefined && headers['x-device-id'] === undefined) return null;
  const { viewerId, deviceId } = viewerOf(headers, ignore);
  return viewerId === null && deviceId === null ? undefined : `${viewerId ?? ''}\n${deviceId ?? ''}`;
}

/** What is wrong with a header is counted by the context of the request that is executed. */
const ignore = (): void => undefined;
