import type { App } from '../app.js';
import { createLogger } from '../observability/logger.js';
import { failureAnswer, toFunctionAnswer, type AnswerWithCookies } from './function-answer.js';
import { toInjected, type FunctionRequest } from './function-request.js';

const log = createLogger('info');

/** What a platform's event comes down to. */
export interface FunctionEvent {
  /** Null when the event is not an HTTP request. */
  request: FunctionRequest | null;
  /** Milliseconds the platform leaves, asked for when the server is ready. */
  remainingMs: () => number;
}

/** Answers one event with the kept server; never throws, so that no platform makes up an answer of its own. */
export async function answerEvent(
  { request, remainingMs }: FunctionEvent,
  openApp: () => Promise<App>,
): Promise<AnswerWithCookies> {
  if (!request) return fail(400, 'The event is not an HTTP request.', 'BAD_REQUEST');
  let app: App;
  try {
    app = await openApp();
  } catch (error) {
    log.fatal({ err: error }, 'the gateway cannot start');
    return fail(503, 'The gateway is not available.', 'INTERNAL_SERVER_ERROR');
  }
  try {
    return toFunctionAnswer(await app.inject(toInjected(request, remainingMs(), app.deadlineMs)));
  } catch (error) {
    log.error({ err: error }, 'a request failed outside the server');
    return fail(500, 'Internal server error.', 'INTERNAL_SERVER_ERROR');
  }
}

function fail(statusCode: number, message: string, code: string): AnswerWithCookies {
  return { answer: failureAnswer(statusCode, message, code), cookies: [] };
}
