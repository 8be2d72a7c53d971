import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { deadlineOf, viewerOf } from '../request-headers.js';

/** What makes two requests one: those with equal texts may be answered together. */
export interface FlightKey {
  /** Everything that an answer depends on. */
  readonly text: string;
  /** The body's part of it. */
  readonly body: string;
  /** Ids of the viewer; null for a request of nobody in particular, which shares only what is everybody's. */
  readonly viewer: string | null;
  /** By when the request must be answered, in milliseconds of the monotonic clock. */
  readonly endsAt: number;
}

/** A key holds its body; longer ones are no everyday operations. In bytes. */
const MAX_BODY = 16 * 1024;

/**
 * All that is read or forwarded beside viewer, deadline and body. Each request continues a trace by itself, and `x-priority`
 * decides about room alone. Rollout arms belong here once there are any.
 */
const PARTS = [
  'apollographql-client-name',
  'apollographql-client-version',
  'accept',
  'authorization',
  'cookie',
] as const;

/**
 * Times within a tenth of each other count as alike: an edge that says what is left hardly says a value twice. What is far less
 * may get a lesser answer, which those with more time must not share.
 */
const ALIKE = Math.log(1.1);

/**
 * The key of a POST with a JSON body, read from its bytes; null when it is to be answered by itself: ids that cannot be used,
 * shadow traffic, no time for calls, an unusual body.
 */
export function flightKey(
  { headers, exchange }: FastifyRequest,
  bytes: Buffer,
  usualDeadlineMs: number,
): FlightKey | null {
  if (bytes.length > MAX_BODY || headers['x-shadow'] !== undefined) return null;
  const viewer = viewerKey(headers);
  const totalMs = deadlineOf(headers, usualDeadlineMs, ignore);
  if (viewer === undefined || totalMs === 0) return null;
  let text = `${viewer ?? '\n'}\n${Math.floor(Math.log(totalMs) / ALIKE)}`;
  for (const name of PARTS) text += `\n${String(headers[name] ?? '')}`; // no header holds a line break
  const body = bytes.toString('latin1'); // one character per byte: equal texts are equal bytes
  return { text: `${text}\n${body}`, body, viewer, endsAt: exchange.receivedAt + totalMs };
}

/** Ids of the viewer in one text; null: nobody in particular; undefined: somebody whose ids cannot be used. */
export function viewerKey(headers: IncomingHttpHeaders): string | null | undefined {
  if (headers['x-viewer-id'] === undefined && headers['x-device-id'] === undefined) return null;
  const { viewerId, deviceId } = viewerOf(headers, ignore);
  return viewerId === null && deviceId === null ? undefined : `${viewerId ?? ''}\n${deviceId ?? ''}`;
}

/** What is wrong with a header is counted by the context of the request that is executed. */
const ignore = (): void => undefined;
