import type { InjectedRequest } from '../app.js';

/** An HTTP request as a function platform hands it over. */
export interface FunctionRequest {
  method: string;
  /** Path and query string. */
  url: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: string | undefined;
  isBase64Encoded: boolean;
}

/** Belong to a connection, and there is none; the length is that of the encoded body. */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

/** Whether a header says something about the connection rather than about the message. */
export function isConnectionHeader(name: string): boolean {
  return CONNECTION_HEADERS.has(name.toLowerCase());
}

/** Kept back from the platform's limit, in milliseconds: to hand the answer over before the platform cuts it. */
const HANDOVER_MS = 50;

/**
 * The request for the server. `remainingMs` is what the platform leaves the function, `usualMs` what a request may take whose
 * caller does not say.
 */
export function toInjected(request: FunctionRequest, remainingMs: number, usualMs: number): InjectedRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !isConnectionHeader(name)) headers[name.toLowerCase()] = value;
  }
  delete headers['x-shadow']; // a function cannot tell its edge from its clients
  headers['x-deadline-ms'] = String(deadlineMs(headers['x-deadline-ms'], remainingMs, usualMs));
  const { method, url, body } = request;
  if (body === undefined || body === '') return { method, url, headers };
  const payload = Buffer.from(body, request.isBase64Encoded ? 'base64' : 'utf8');
  return { method, url, headers, payload };
}

function deadlineMs(header: string | undefined, remainingMs: number, usualMs: number): number {
  const platform = Math.max(1, Math.floor(remainingMs - HANDOVER_MS));
  const asked = header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : usualMs;
  return Math.min(asked, platform);
}
