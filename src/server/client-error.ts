import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { ERROR_CODES } from '../../schema/error-codes.js';
import type { ErrorCode } from '../../schema/error-codes.js';
import { errorBody } from './error-reply.js';

/** Codes of node:http for requests that never became requests, in our codes. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
};

/**
 * Answers bytes that are no HTTP request, or one that came too slowly, and closes the connection. The code of the answer
 * is returned; nothing when nobody is left to answer.
 */
export function answerClientError(error: Error & { code?: string }, socket: Socket): ErrorCode | undefined {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return undefined;
  }
  const code = CODES[error.code ?? ''] ?? 'BAD_REQUEST';
  const { status } = ERROR_CODES[code];
  const body = errorBody(code);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-content-type-options: nosniff',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  return code;
}
