import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serverAudits } from 'graphql-http';
import type { App } from '../../src/app.js';
import { createFunctionComputeHandler } from '../../src/faas/alibaba-fc.js';
import { createLambdaHandler } from '../../src/faas/aws-lambda.js';
import { loadFunction } from './stand-ins/bundled-function.js';
import { fetchThroughFunctionCompute, fetchThroughLambda } from './stand-ins/function-fetch.js';
import { openGateway } from './stand-ins/gateway.js';

let app: App;
let origin: string;

before(async () => {
  app = await openGateway();
  ({ url: origin } = await app.listen());
});
after(() => app.close());

const build = () => Promise.resolve(app);
const bundled = loadFunction();

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
  ['AWS Lambda', fetchThroughLambda(createLambdaHandler(build))],
  ['Alibaba Function Compute', fetchThroughFunctionCompute(createFunctionComputeHandler(build))],
  ['AWS Lambda, bundled', fetchThroughLambda(bundled.awsLambda)],
  ['Alibaba Function Compute, bundled', fetchThroughFunctionCompute(bundled.alibabaFc)],
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
