import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serverAudits } from 'graphql-http';
import type { App } from '../../src/app.js';
import { createFunctionComputeHandler } from '../../src/faas/alibaba-fc.js';
import { createLambdaHandler } from '../../src/faas/aws-lambda.js';
import type { FunctionAnswer } from '../../src/faas/function-answer.js';
import { openGateway } from './stand-ins/gateway.js';

let app: App;
let origin: string;

before(async () => {
  app = await openGateway();
  ({ url: origin } = await app.listen());
});
after(() => app.close());

const build = () => Promise.resolve(app);
const aws = createLambdaHandler(build);
const fc = createFunctionComputeHandler(build);

function viaLambda({ method, headers, body, url }: Parts): Promise<FunctionAnswer> {
  const event = {
    version: '2.0',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    body,
    isBase64Encoded: false,
    requestContext: { http: { method }, stage: '$default' },
  };
  return aws(event, { getRemainingTimeInMillis: () => 3000 });
}

function viaFunctionCompute({ method, headers, body, url }: Parts): Promise<FunctionAnswer> {
  const event = {
    version: 'v1',
    rawPath: url.pathname,
    queryParameters: Object.fromEntries(url.searchParams),
    headers,
    body,
    isBase64Encoded: false,
    requestContext: { http: { method } },
  };
  return fc(Buffer.from(JSON.stringify(event)), { function: { timeout: 3 } });
}

interface Parts {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** A fetch that reaches the server through a function's handler. */
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

/** Says, as our clients do, that the request cannot come from a foreign page: the server asks for it on GET. */
function withPreflight(fetchFn: typeof fetch): typeof fetch {
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set('apollo-require-preflight', '1');
    return fetchFn(request);
  };
}

const targets: [name: string, fetchFn: typeof fetch][] = [
  ['the server', fetch],
  ['AWS Lambda', fetchThrough(viaLambda)],
  ['Alibaba Function Compute', fetchThrough(viaFunctionCompute)],
];

for (const [name, fetchFn] of targets) {
  describe(`GraphQL over HTTP, through ${name}`, () => {
    const audits = serverAudits({ url: () => `${origin}/graphql`, fetchFn: withPreflight(fetchFn) });
    it('has all 61 audits', () => assert.equal(audits.length, 61));
    for (const audit of audits) {
      it(`${audit.id} ${audit.name}`, async () => {
        const result = await audit.fn();
        assert.equal(result.status, 'ok', 'reason' in result ? result.reason : undefined);
      });
    }
  });
}
