import { GraphQLError } from 'graphql';
import type { FastifyReply } from 'fastify';
import { ERROR_CODES } from '../../schema/error-codes.js';
import type { ErrorCode } from '../../schema/error-codes.js';
import type { FormatError } from '../errors.js';
import { refusal } from '../refusal.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The body of an answer that consists of one error. */
export function errorBody(code: ErrorCode, message: string = ERROR_CODES[code].meaning): string {
  return `${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n`;
}

/** Answers a request that never reached Apollo Server, in the shape of GraphQL errors. */
export function replyWithError(reply: FastifyReply, thrown: unknown, formatError: FormatError): FastifyReply {
  const error = asRefusal(thrown);
  const message = error instanceof GraphQLError ? error.message : '';
  const extensions = error instanceof GraphQLError ? error.extensions : {};
  const { http, ...rest } = extensions as { http?: { status?: number; headers?: Map<string, string> } };
  for (const [name, value] of http?.headers ?? []) void reply.header(name, value);
  const formatted = formatError({ message, extensions: rest }, error);
  reply.request.exchange.noteErrors([formatted]);
  return reply
    .code(http?.status ?? 500)
    .header('content-type', JSON_TYPE)
    .send(`${JSON.stringify({ errors: [formatted] })}\n`);
}

/** Fastify's own errors in our codes; what nobody foresaw stays as it is and gets masked. */
function asRefusal(thrown: unknown): unknown {
  if (thrown instanceof GraphQLError || !(thrown instanceof Error)) return thrown;
  const { code, statusCode } = thrown as { code?: unknown; statusCode?: unknown };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusal('UNSUPPORTED_MEDIA_TYPE');
  const isClientFault = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return isClientFault || code === 'ERR_INVALID_URL' ? refusal('BAD_REQUEST') : thrown;
}
