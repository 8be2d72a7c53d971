import { GraphQLError } from 'graphql';
import type { FastifyRequest } from 'fastify';
import { isErrorCode } from '../../schema/error-codes.js';
import { refusal } from '../refusal.js';
import { isCallerId } from '../request-headers.js';
import { acceptanceOf } from './accept.js';
import type { ApolloContext, Exchange } from './exchange.js';
import type { GraphqlServerOptions } from './options.js';
import { isTrustedEdge } from './trusted-edge.js';
import type { TrustedDocuments } from './trusted-documents.js';

/** What contexts are made of. */
export interface RequestContextOptions {
  readonly createContext: GraphqlServerOptions['createContext'];
  readonly trustedDocuments: TrustedDocuments;
}

/**
 * Makes the context of one request. Apollo Server calls it after its check against request forgery and before it parses
 * the document; what it throws is the answer.
 */
export function requestContext(
  request: FastifyRequest,
  { createContext, trustedDocuments }: RequestContextOptions,
): ApolloContext {
  const { exchange, headers, method } = request;
  try {
    requireAcceptable(headers.accept);
    const query = (request.body as { query?: unknown } | undefined)?.query;
    if (typeof query === 'string') trustedDocuments.require(query); // before it costs a parse
    const { requestId, receivedAt, signal } = exchange;
    exchange.caller = callerOf(request);
    const scope = createContext({
      headers,
      signal,
      receivedAt,
      requestId,
      method,
      fromEdge: isTrustedEdge(request.ip),
    });
    exchange.scope = scope;
    return { exchange, scope };
  } catch (thrown) {
    noteRefusal(exchange, thrown);
    throw thrown;
  }
}

function requireAcceptable(accept: string | undefined): void {
  if (acceptanceOf(accept).acceptable) return;
  const message = 'The answer would be JSON, which the Accept header excludes.';
  throw refusal('BAD_REQUEST', { message, status: 406 });
}

function noteRefusal(exchange: Exchange, thrown: unknown): void {
  const code = thrown instanceof GraphQLError ? thrown.extensions['code'] : undefined;
  exchange.codes.push(isErrorCode(code) ? code : 'INTERNAL_SERVER_ERROR');
}

function callerOf({ headers, ip }: FastifyRequest): string {
  for (const name of ['x-viewer-id', 'x-device-id']) {
    const id = headers[name];
    if (typeof id === 'string' && isCallerId(id)) return `${name} ${id}`;
  }
  return ip;
}
