import type { Agent } from 'node:http';
import { request as sendRequest, type IncomingMessage } from 'node:http';
import type { Reply } from '../../../sandbox/server/reply.js';
import type { ServiceRequest } from '../../../sandbox/server/service-request.js';

/** Headers that speak of one connection alone. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

/** Asks the healthy upstream behind a fault server; its answer has exact bytes. Rejects when `signal` fires or nobody answers. */
export function healthyAnswer(
  agent: Agent,
  behind: string,
  { method, path, query, headers, body }: ServiceRequest,
  signal: AbortSignal,
): Promise<Reply> {
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  const kept = Object.entries(headers).filter(([name]) => name !== 'host' && !HOP_BY_HOP.has(name));
  return new Promise((resolve, reject) => {
    const call = sendRequest(`${behind}${path}${search}`, {
      agent,
      method,
      headers: { ...Object.fromEntries(kept), 'content-length': body.length },
      signal,
    });
    call.on('error', reject).on('response', (answer) => {
      readReply(answer).then(resolve, reject);
    });
    call.end(body);
  });
}

async function readReply(answer: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk);
  const headers = Object.entries(answer.headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !HOP_BY_HOP.has(entry[0]),
  );
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: { bytes: Buffer.concat(chunks) },
  };
}
