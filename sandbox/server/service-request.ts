import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError, invalidArgument } from './service-error.js';

/** Wishes of a fault that only the service itself can fulfil. */
export interface Hints {
  /** Share of odd encodings in a LEGACY answer, 0..1; null = the service's own. */
  readonly quirkShare: number | null;
  /** Milliseconds to move the dates of a snapshot; null = leave them. */
  readonly redateMs: number | null;
}

/** A parsed request, as the handlers of a service see it. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly hints: Hints;
}

/** No wishes. */
export const NO_HINTS: Hints = { quirkShare: null, redateMs: null };

/** One value of a header; null when absent. */
export function headerOf(request: { readonly headers: IncomingHttpHeaders }, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Body of a request as a JSON value; 415 for another media type, 400 for what is not JSON. */
export function jsonValue(request: ServiceRequest): unknown {
  const type = headerOf(request, 'content-type') ?? '';
  if (/^application\/json\s*(;|$)/i.test(type)) return parseJson(request.body.toString('utf8'));
  throw new ServiceError(415, 'INVALID_ARGUMENT', 'content-type must be application/json');
}

/** Body of a request as a JSON object; 400 for another value. */
export function jsonBody(request: ServiceRequest): Record<string, unknown> {
  const value = jsonValue(request);
  if (!isObject(value)) throw invalidArgument('body must be a JSON object');
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidArgument('body is not JSON');
  }
}

/** Whether the caller asked that nothing be recorded. */
export function isShadow(request: ServiceRequest): boolean {
  return headerOf(request, 'x-shadow') === '1';
}
