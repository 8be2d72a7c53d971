import type { ErrorCode, ServiceError } from './service-error.js';
import { errorBody } from './service-error.js';

/** What goes over the wire after the status line: a value to serialise, exact bytes, or nothing. */
export type ReplyBody = { readonly json: unknown } | { readonly bytes: Buffer } | null;

/** A finished answer, not yet sent. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: ReplyBody;
}

/** Answer with a JSON body. */
export function jsonReply(json: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: { json },
  };
}

/** Answer without a body. */
export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: null };
}

/** Failure with an error body. */
export function failureReply(
  status: number,
  code: ErrorCode,
  message: string,
  headers: Record<string, string> = {},
): Reply {
  return jsonReply({ error: errorBody(code, message) }, status, headers);
}

/** The answer a refusal stands for. */
export function replyOf(error: ServiceError): Reply {
  return failureReply(error.status, error.code, error.message, error.headers);
}

/** Bytes of a reply's body. */
export function bytesOf(reply: Reply): Buffer {
  if (reply.body === null) return Buffer.alloc(0);
  return 'bytes' in reply.body ? reply.body.bytes : Buffer.from(JSON.stringify(reply.body.json), 'utf8');
}
