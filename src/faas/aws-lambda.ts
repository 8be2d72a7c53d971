import * as z from 'zod';
import type { App } from '../app.js';
import { answerEvent } from './answer-event.js';
import type { FunctionAnswer } from './function-answer.js';
import type { FunctionRequest } from './function-request.js';
import { buildAppFromEnvironment, keepApp } from './kept-app.js';

/** Payload format 2.0 of API Gateway's HTTP APIs, and of function URLs. */
const httpEvent = z.object({
  version: z.literal('2.0'),
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ http: z.object({ method: z.string() }), stage: z.string().default('$default') }),
});

/** The part of the platform's context that is used. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** An answer in payload format 2.0. */
export type LambdaAnswer = FunctionAnswer & { cookies: string[] };

/** Handler of AWS Lambda around a server that is built on first use. */
export function createLambdaHandler(build: () => Promise<App>) {
  const openApp = keepApp(build);
  return async (event: unknown, context: LambdaContext): Promise<LambdaAnswer> => {
    const remainingMs = () => context.getRemainingTimeInMillis();
    const { answer, cookies } = await answerEvent({ request: toRequest(event), remainingMs }, openApp);
    return { ...answer, cookies };
  };
}

/** Entry point of the function: `dist/src/faas/aws-lambda.handler`. */
export const handler = createLambdaHandler(buildAppFromEnvironment);

function toRequest(event: unknown): FunctionRequest | null {
  const { data } = httpEvent.safeParse(event);
  if (!data) return null;
  const { rawPath, rawQueryString, headers, cookies, body, isBase64Encoded, requestContext } = data;
  const { http, stage } = requestContext;
  // A named stage stands in front of the path; the routes of the server do not know it.
  const path = rawPath.startsWith(`/${stage}/`) ? rawPath.slice(stage.length + 1) : rawPath;
  return {
    method: http.method,
    url: rawQueryString === '' ? path : `${path}?${rawQueryString}`,
    headers: cookies.length > 0 ? { ...headers, cookie: cookies.join('; ') } : headers,
    body,
    isBase64Encoded,
  };
}
