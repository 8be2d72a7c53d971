import type { handler as fcHandler } from '../../../src/faas/alibaba-fc.js';
import type { handler as awsHandler } from '../../../src/faas/aws-lambda.js';
import type { FunctionAnswer } from '../../../src/faas/function-answer.js';

/** One HTTP request, as a platform makes an event of it. */
interface Parts {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** A fetch that reaches a server through its handler for AWS Lambda. */
export const fetchThroughLambda = (handler: typeof awsHandler): typeof fetch =>
  fetchThrough(({ method, headers, body, url }) => {
    const event = {
      version: '2.0',
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers,
      body,
      isBase64Encoded: false,
      requestContext: { http: { method }, stage: '$default' },
    };
    return handler(event, { getRemainingTimeInMillis: () => 3000 });
  });

/** A fetch that reaches a server through its handler for Alibaba Function Compute. */
export const fetchThroughFunctionCompute = (handler: typeof fcHandler): typeof fetch =>
  fetchThrough(({ method, headers, body, url }) => {
    const event = {
      version: 'v1',
      rawPath: url.pathname,
      queryParameters: Object.fromEntries(url.searchParams),
      headers,
      body,
      isBase64Encoded: false,
      requestContext: { http: { method } },
    };
    return handler(Buffer.from(JSON.stringify(event)), { function: { timeout: 3 } });
  });

function fetchThrough(handle: (parts: Parts) => Promise<FunctionAnswer>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const answer = await handle({
      url: new URL(request.url),
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: request.body ? await request.text() : undefined,
    });
    const body = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
    return new Response(body, { status: answer.statusCode, headers: answer.headers });
  };
}
