import type { ErrorCode } from '../server/service-error.js';
import type { Reply } from '../server/reply.js';
import { emptyReply, failureReply } from '../server/reply.js';
import type { FaultContext, FaultEffects } from './effect.js';
import { numberArg, textArg } from './effect.js';

const CODES = new Map<number, ErrorCode>([
  [400, 'INVALID_ARGUMENT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'NOT_FOUND'],
  [405, 'INVALID_ARGUMENT'],
  [413, 'INVALID_ARGUMENT'],
  [415, 'INVALID_ARGUMENT'],
  [429, 'RESOURCE_EXHAUSTED'],
  [503, 'UNAVAILABLE'],
  [504, 'DEADLINE_EXCEEDED'],
]);

/** An address that only a server inside a data centre could reach. */
const LINK_LOCAL = 'http://169.254.169.254/latest/meta-data/';
const PAGE = '<!doctype html><title>502</title><h1>Bad gateway</h1>';

function status(context: FaultContext): Reply {
  const code = numberArg(context, 'status', 500);
  const { retryAfter } = context.args;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return failureReply(code, CODES.get(code) ?? 'INTERNAL', 'fault', { ...headers });
}

/** Faults of the status line and of what stands in place of JSON. */
export const statusEffects: FaultEffects = {
  STATUS: { instead: status },
  REDIRECT: { instead: (context) => emptyReply(302, { location: textArg(context, 'location', LINK_LOCAL) }) },
  HTML: {
    instead: (context) => ({
      status: numberArg(context, 'status', 200),
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: { bytes: Buffer.from(PAGE) },
    }),
  },
  EMPTY_BODY: {
    instead: (context) =>
      emptyReply(numberArg(context, 'status', 200), { 'content-type': 'application/json; charset=utf-8' }),
  },
};
