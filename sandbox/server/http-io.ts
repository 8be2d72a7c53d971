import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './reply.js';
import { bytesOf } from './reply.js';
import { ServiceError } from './service-error.js';

/** No request of the contract comes near it: snapshot documents are the largest. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/** Body of a request; throws a 413 above 8 MiB, and the socket's error when the client leaves. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new ServiceError(413, 'INVALID_ARGUMENT', 'body over 8 MiB', { connection: 'close' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Sends a reply in one piece. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  const bytes = bytesOf(reply);
  const withLength =
    reply.body === null && (reply.status === 304 || reply.status === 204)
      ? {}
      : { 'content-length': bytes.length };
  response.writeHead(reply.status, { ...reply.headers, ...withLength });
  response.end(bytes);
}
