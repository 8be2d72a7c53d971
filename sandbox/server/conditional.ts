import { createHash } from 'node:crypto';
import type { Reply } from './reply.js';
import { bytesOf, emptyReply } from './reply.js';
import type { ServiceRequest } from './service-request.js';
import { headerOf } from './service-request.js';

/** Strong ETag of some bytes. */
export function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
}

/** Adds a strong ETag (given, else from the bytes) and answers 304 to a matching `If-None-Match`. */
export function conditional(
  request: ServiceRequest,
  reply: Reply,
  etag: string = etagOf(bytesOf(reply)),
): Reply {
  const headers = { ...reply.headers, etag };
  const known = (headerOf(request, 'if-none-match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (!known.includes(etag) && !known.includes('*')) return { ...reply, headers };
  const { 'cache-control': cacheControl } = reply.headers;
  return emptyReply(304, cacheControl === undefined ? { etag } : { etag, 'cache-control': cacheControl });
}
