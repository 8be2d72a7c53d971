import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isErrorCode } from '../../schema/error-codes.js';
import type { Metrics } from '../observability/metrics.js';
import { safeText } from '../observability/safe-text.js';
import type { Exchange } from './exchange.js';

/** Status in log and metrics of a request whose client left before the answer. */
const CLIENT_LEFT = 499;
const MAX_NAME = 64;
/** Routes of the infrastructure, called every few seconds: without log lines. */
const QUIET_ROUTES = new Set(['/livez', '/readyz', '/metrics']);

/** What is needed to close the books on a request. */
export interface RequestEndOptions {
  readonly logger: Logger;
  readonly telemetry: Metrics;
  readonly now: () => number;
}

/** Writes one log line and the metrics of every request when its response closes, and tells its scope. */
export function registerRequestEnd(server: FastifyInstance, options: RequestEndOptions): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.raw.once('close', () => endRequest(request, reply, options));
    done();
  });
}

function endRequest(request: FastifyRequest, reply: FastifyReply, options: RequestEndOptions): void {
  const { exchange } = request;
  const { logger, telemetry, now } = options;
  const delivered = reply.raw.writableFinished;
  const status = delivered ? reply.raw.statusCode : CLIENT_LEFT;
  const ms = now() - exchange.receivedAt;
  const operation = (exchange.isTrusted && exchange.operationName) || 'other';
  telemetry.request({ operation, status, ms });
  for (const code of exchange.codes) if (isErrorCode(code)) telemetry.error(code);
  if (!QUIET_ROUTES.has(request.routeOptions.url ?? '')) logger.info(lineOf(exchange, status, ms), 'request');
  try {
    exchange.scope?.afterResponse(delivered);
  } catch (error) {
    logger.error({ err: error, requestId: exchange.requestId }, 'afterResponse failed');
  }
}

/** The fields of a log line. No variables, no headers, no viewer: only what the server itself made, and a cut name. */
function lineOf(exchange: Exchange, status: number, ms: number): object {
  const { requestId, scope, operationName, documentHash, codes, errorIds, outcome } = exchange;
  return {
    requestId,
    ...(scope && { traceId: safeText(scope.traceId, MAX_NAME) }),
    ...(operationName !== undefined && { operationName: safeText(operationName, MAX_NAME) }),
    ...(documentHash !== undefined && { documentHash }),
    status,
    ms: Math.round(ms * 100) / 100,
    ...(codes.length > 0 && { errorCodes: codes.slice(0, 20) }),
    ...(errorIds.length > 0 && { errorIds: errorIds.slice(0, 20) }),
    ...(outcome?.reasons?.size && { reasons: Object.fromEntries(outcome.reasons) }),
  };
}
