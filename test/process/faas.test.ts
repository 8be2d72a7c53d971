import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { App } from '../../src/app.js';
import { createFunctionComputeHandler } from '../../src/faas/alibaba-fc.js';
import { createLambdaHandler } from '../../src/faas/aws-lambda.js';
import type { FunctionAnswer } from '../../src/faas/function-answer.js';
import { createEchoApp } from './stand-ins/echo-app.js';
import { openGateway } from './stand-ins/gateway.js';

interface HttpEvent {
  rawPath: string;
  rawQueryString?: string;
  queryParameters?: Record<string, string>;
  headers: Record<string, string>;
  cookies?: string[];
  body?: string;
  isBase64Encoded: boolean;
  requestContext: { stage?: string; http: { method: string } };
}

const REMAINING_MS = 1000;

function readEvent(name: string): HttpEvent {
  return JSON.parse(readFileSync(`test/process/events/${name}.json`, 'utf8')) as HttpEvent;
}

/** The request that a client sent for the platform to make this event of it. */
function sameRequest(origin: string, event: HttpEvent, deadlineMs: string): [string, RequestInit] {
  const { stage = '', http } = event.requestContext;
  const path = event.rawPath.replace(new RegExp(`^/${stage}/`), '/');
  const query = event.rawQueryString ?? new URLSearchParams(event.queryParameters).toString();
  const skip = /^(host|content-length|accept-encoding)$/i;
  const headers = Object.entries(event.headers).filter(([name]) => !skip.test(name));
  const request: RequestInit = {
    method: http.method,
    headers: {
      ...Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      ...(event.cookies ? { cookie: event.cookies.join('; ') } : {}),
      'x-deadline-ms': deadlineMs,
    },
  };
  if (event.body) request.body = Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8');
  return [`${origin}${path}?${query}`, request];
}

async function assertSameAnswer(answer: FunctionAnswer, response: Response): Promise<void> {
  assert.equal(answer.statusCode, response.status);
  const bytes = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
  assert.deepEqual(bytes, Buffer.from(await response.arrayBuffer()));
  for (const name of ['content-type', 'x-list']) {
    assert.equal(answer.headers[name] ?? null, response.headers.get(name), name);
  }
  for (const name of ['connection', 'content-length', 'transfer-encoding'])
    assert(!(name in answer.headers), name);
}

const servers: [name: string, open: () => Promise<App>][] = [
  ['a server that shows what arrives', () => Promise.resolve(createEchoApp())],
  ['the gateway', openGateway],
];

for (const [serverName, open] of servers)
  describe(`a function answers as the server does over HTTP: ${serverName}`, () => {
    let app: App;
    let origin: string;
    let built = 0;
    const build = () => {
      built++;
      return Promise.resolve(app);
    };
    const aws = createLambdaHandler(build);
    const fc = createFunctionComputeHandler(build);
    const awsContext = { getRemainingTimeInMillis: () => REMAINING_MS };

    before(async () => {
      app = await open();
      ({ url: origin } = await app.listen());
    });
    after(() => app.close());

    const deadline = (event: HttpEvent) =>
      Object.entries(event.headers).some(([name]) => name.toLowerCase() === 'x-deadline-ms') ? '300' : '800';

    for (const name of [
      'aws-api-gateway-post',
      'aws-api-gateway-post-base64',
      'aws-api-gateway-get-stage',
      'aws-function-url-post',
      'aws-function-url-get-binary',
    ]) {
      it(name, async () => {
        const event = readEvent(name);
        const answer = await aws(event, awsContext);
        await assertSameAnswer(answer, await fetch(...sameRequest(origin, event, deadline(event))));
        const isBinary = event.rawPath === '/binary';
        if (answer.statusCode === 404) return; // the gateway has no bytes and no cookies to give
        assert.equal(answer.isBase64Encoded, isBinary);
        assert.deepEqual(answer.cookies, isBinary ? ['a=1; Path=/', 'b=2; Path=/'] : []);
      });
    }

    for (const name of ['fc-post', 'fc-post-base64', 'fc-get', 'fc-get-binary']) {
      it(name, async () => {
        const event = readEvent(name);
        // The limit is in whole seconds and runs: a second that has begun leaves a little less than the header says.
        const answer = await fc(Buffer.from(JSON.stringify(event)), { function: { timeout: 1 } });
        const asked = (JSON.parse(answer.isBase64Encoded ? '{}' : answer.body) as { deadlineMs?: string })
          .deadlineMs;
        const response = await fetch(...sameRequest(origin, event, asked ?? deadline(event)));
        await assertSameAnswer(answer, response);
        if (asked !== undefined) {
          assert(
            Number(asked) <= Number(deadline(event)) && Number(asked) > Number(deadline(event)) - 200,
            asked,
          );
        }
        if (answer.isBase64Encoded) assert.equal(answer.headers['set-cookie'], 'a=1; Path=/');
      });
    }

    it('and builds it once per process', () => assert.equal(built, 2, 'one for each of the two handlers'));
  });

it('a function believes nobody that a request is shadow traffic', async () => {
  const app = createEchoApp();
  const event = readEvent('aws-api-gateway-post');
  event.headers['x-shadow'] = '1';
  const handler = createLambdaHandler(() => Promise.resolve(app));
  const { body } = await handler(event, { getRemainingTimeInMillis: () => 1_000 });
  assert.equal((JSON.parse(body) as { shadow?: string }).shadow, undefined);
  await app.close();
});

describe('the time a function has left', () => {
  const cases: [remainingMs: number, header: string | undefined, deadlineMs: string][] = [
    [1000, undefined, '800'],
    [29_000, undefined, '800'],
    [29_000, '2000', '2000'],
    [500, undefined, '450'],
    [1000, '300', '300'],
    [200, '800', '150'],
    [40, '800', '1'],
    [-5, undefined, '1'],
    [1000, 'soon', '800'],
    [1000, '-1', '800'],
    [333.7, undefined, '283'],
  ];
  for (const [remainingMs, header, expected] of cases) {
    it(`becomes the deadline: ${remainingMs} ms left, header ${header ?? 'absent'}`, async () => {
      const app = createEchoApp();
      const handler = createLambdaHandler(() => Promise.resolve(app));
      const event = readEvent('aws-api-gateway-post');
      if (header !== undefined) event.headers['x-deadline-ms'] = header;
      const { body } = await handler(event, { getRemainingTimeInMillis: () => remainingMs });
      assert.equal((JSON.parse(body) as { deadlineMs: string }).deadlineMs, expected);
      await app.close();
    });
  }
});

describe('a function that cannot answer', () => {
  const context = { getRemainingTimeInMillis: () => REMAINING_MS };
  const event = readEvent('aws-api-gateway-post');

  it('says 503 while the server cannot be built, and tries again next time', async () => {
    const app = createEchoApp();
    let attempts = 0;
    const handler = createLambdaHandler(() =>
      ++attempts === 1 ? Promise.reject(new Error('secret detail')) : Promise.resolve(app),
    );
    const first = await handler(event, context);
    assert.equal(first.statusCode, 503);
    assert.doesNotMatch(first.body, /secret/);
    assert.match(first.headers['content-type'] ?? '', /json/);
    assert.equal((await handler(event, context)).statusCode, 200);
    await app.close();
  });

  it('says 500 when the server fails to answer', async () => {
    const app: App = { ...createEchoApp(), inject: () => Promise.reject(new Error('secret detail')) };
    const answer = await createLambdaHandler(() => Promise.resolve(app))(event, context);
    assert.equal(answer.statusCode, 500);
    assert.doesNotMatch(answer.body, /secret/);
  });

  it('says 400 to events that are not HTTP requests, without building the server', async () => {
    const build = () => Promise.reject(new Error('not to be called'));
    for (const odd of [{}, null, 'text', { ...event, version: '1.0' }, { source: 'aws.events' }]) {
      assert.equal((await createLambdaHandler(build)(odd, context)).statusCode, 400);
    }
    for (const odd of ['', 'text', '{}', '[]', JSON.stringify(event)]) {
      const handler = createFunctionComputeHandler(build);
      assert.equal((await handler(Buffer.from(odd), { function: { timeout: 1 } })).statusCode, 400);
    }
  });
});
