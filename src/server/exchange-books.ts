import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { describeError } from '../observability/describe-error.js';
import type { Metrics } from '../observability/metrics.js';
import { safeText } from '../observability/safe-text.js';
import { Exchange } from './exchange.js';
import { GRAPHQL_PATH } from './graphql-route.js';

/** Status in log and metrics of a request whose client left before the answer. */
const CLIENT_LEFT = 499;
const MAX_NAME = 64;
/** Routes of the infrastructure, called every few seconds: without log lines. */
const QUIET_ROUTES = new Set(['/livez', '/readyz', '/metrics']);

/** What is needed to keep the books of a request. */
export interface BooksOptions {
  readonly logger: Logger;
  readonly telemetry: Metrics;
  readonly now: () => number;
}

/** Opens the books on a request: at its end they write one log line and the metrics, and its scope gets the word. */
export function openBooks(response: ServerResponse, requestId: string, options: BooksOptions): Exchange {
  const exchange = new Exchange(requestId, options.now());
  // both come once at most; `once` would take them off again for nothing
  response.on('finish', () => (exchange.delivered = true));
  response.on('close', () => closeBooks(exchange, response, options));
  return exchange;
}

function closeBooks(exchange: Exchange, response: ServerResponse, options: BooksOptions): void {
  const { logger, telemetry, now } = options;
  const { delivered, route } = exchange;
  const status = delivered ? response.statusCode : CLIENT_LEFT;
  const ms = now() - exchange.receivedAt;
  const operation = (exchange.isTrusted && exchange.operationName) || 'other';
  telemetry.request({ operation, status, ms });
  // what Apollo Server refuses before it has a context passes no hook of ours
  if (route === GRAPHQL_PATH && exchange.codes.length === 0 && status >= 400 && delivered) {
    exchange.codes.push('BAD_REQUEST');
  }
  for (const code of exchange.codes) telemetry.error(code);
  if (!QUIET_ROUTES.has(route)) logger.info(lineOf(exchange, status, ms), 'request');
  if (delivered || !exchange.flight) finish(exchange, delivered, logger);
  else exchange.flight.left(exchange, (served) => finish(exchange, served, logger));
}

/** Ends what is done for a request, once neither its client nor anybody who shares the answer waits for it. */
function finish(exchange: Exchange, served: boolean, logger: Logger): void {
  if (!served) exchange.abort();
  try {
    exchange.scope?.afterResponse(served);
  } catch (error) {
    logger.error({ error: describeError(error), requestId: exchange.requestId }, 'afterResponse failed');
  }
}

/** The fields of a log line. No variables, no headers, no viewer: only what the server itself made, and a cut name. */
function lineOf(exchange: Exchange, status: number, ms: number): object {
  const { requestId, coalescedWith, scope, operationName, documentHash, codes, errorIds, outcome } = exchange;
  const line: Record<string, unknown> = { requestId };
  if (coalescedWith !== undefined) line['coalescedWith'] = coalescedWith;
  if (scope) line['traceId'] = safeText(scope.traceId, MAX_NAME);
  if (operationName !== undefined) line['operationName'] = safeText(operationName, MAX_NAME);
  if (documentHash !== undefined) line['documentHash'] = documentHash;
  line['status'] = status;
  line['ms'] = Math.round(ms * 100) / 100;
  if (codes.length > 0) line['errorCodes'] = codes.slice(0, 20);
  if (errorIds.length > 0) line['errorIds'] = errorIds.slice(0, 20);
  if (outcome?.reasons?.size) line['reasons'] = Object.fromEntries(outcome.reasons);
  return line;
}
