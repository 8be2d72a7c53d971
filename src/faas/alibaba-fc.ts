import * as z from 'zod';
import type { App } from '../app.js';
import { answerEvent } from './answer-event.js';
import type { FunctionAnswer } from './function-answer.js';
import type { FunctionRequest } from './function-request.js';
import { buildAppFromEnvironment, keepApp } from './kept-app.js';

/** Event of an HTTP trigger of Function Compute 3.0, built-in runtimes. */
const httpEvent = z.object({
  version: z.literal('v1'),
  rawPath: z.string(),
  queryParameters: z.record(z.string(), z.string()).default({}),
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ http: z.object({ method: z.string() }) }),
});

/** The part of the platform's context that is used. */
export interface FunctionComputeContext {
  /** Limit of one call, in seconds. */
  function: { timeout: number };
}

/** Handler of Function Compute around a server that is built on first use. */
export function createFunctionComputeHandler(build: () => Promise<App>) {
  const openApp = keepApp(build);
  return async (event: Buffer | string, context: FunctionComputeContext): Promise<FunctionAnswer> => {
    const calledAt = performance.now();
    const remainingMs = () => context.function.timeout * 1000 - (performance.now() - calledAt);
    const { answer, cookies } = await answerEvent({ request: toRequest(event), remainingMs }, openApp);
    // The platform knows single values only: of several cookies the first is kept.
    const [cookie] = cookies;
    return cookie === undefined
      ? answer
      : { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
  };
}

/** Entry point of the function: `dist/src/faas/alibaba-fc.handler`. */
export const handler = createFunctionComputeHandler(buildAppFromEnvironment);

function toRequest(event: Buffer | string): FunctionRequest | null {
  const { data } = httpEvent.safeParse(parseJson(event.toString()));
  if (!data) return null;
  const { rawPath, queryParameters, headers, body, isBase64Encoded, requestContext } = data;
  const query = new URLSearchParams(queryParameters).toString();
  return {
    method: requestContext.http.method,
    url: query === '' ? rawPath : `${rawPath}?${query}`,
    headers,
    body,
    isBase64Encoded,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
