import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { handler as source } from '../../src/faas/aws-lambda.js';
import { GATEWAY, loadGateway } from '../../src/faas/bundled/load-gateway.js';
import { BUDGETS, variablesOf } from '../calls/support/budgets.js';
import { startScenes } from '../calls/support/scenes.js';
import type { FakeUpstreams } from '../support/fake-upstreams.js';
import { operationText, type TestGateway } from '../support/gateway.js';
import { FUNCTION_FOLDER, loadFunction } from './stand-ins/bundled-function.js';
import { fetchThroughLambda } from './stand-ins/function-fetch.js';

const HEADERS = { 'content-type': 'application/json', 'x-viewer-id': 'u1', 'x-device-id': 'd1' };
/** Times and ids of one answer. */
const ITS_OWN = /^(traceId|pvid|cursor|startCursor|endCursor|session|session_id|startAt|endAt|asOf)$/;
/** A cold or a busy process answers from fallbacks: it is asked again. */
const ATTEMPTS = 40;
const PAUSE_MS = 100;

describe('the bundled function', () => {
  let upstreams: FakeUpstreams;
  let bundled: typeof source;

  before(async () => {
    upstreams = await startScenes();
    const keys = { CURSOR_KEYS: `1:${randomBytes(32).toString('base64')}` };
    const env = {
      NODE_ENV: 'production',
      ENTITY_CACHE: 'off',
      ...keys,
      ...upstreams.env,
      LEGACY_URL: 'none',
      SNAPSHOT_URL: 'none',
    };
    bundled = loadFunction(env).awsLambda;
  });
  after(() => upstreams.close());

  async function dataOf(handler: typeof source, operation: string, variables: object) {
    const body = JSON.stringify({ query: operationText(operation), variables });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const response = await fetchThroughLambda(handler)('http://function/graphql', {
        method: 'POST',
        headers: HEADERS,
        body,
      });
      const { data, errors, extensions } = (await response.json()) as Record<string, unknown>;
      if (errors === undefined && extensions === undefined) return data;
      await sleep(PAUSE_MS);
    }
    throw new Error(`no healthy answer to ${operation}`);
  }

  /** Pages before are asked of the source; what they lead to has to be understood by both. */
  const pagesBefore = {
    run: async (operation: string, variables: object) => ({
      data: await dataOf(source, operation, variables),
    }),
  } as TestGateway;

  it('is asked all operations', () => {
    const committed = globSync('test/operations/*.graphql').map((path) => basename(path, '.graphql'));
    assert.deepEqual(new Set(BUDGETS.map(({ operation }) => operation)), new Set(committed));
  });

  for (const budget of BUDGETS)
    it(`answers as the source does: ${budget.operation}, ${budget.asks}`, async () => {
      const variables = await variablesOf(budget, pagesBefore, HEADERS);
      const expected = await dataOf(source, budget.operation, variables);
      const answer = await dataOf(bundled, budget.operation, variables);
      assert.deepEqual(withoutItsOwn(answer), withoutItsOwn(expected));
    });

  it('has beside it the thread that reads large files of rules', async () => {
    const [program = ''] = globSync(`${FUNCTION_FOLDER}/bundle/*.worker.js`);
    assert(readFileSync(resolve(FUNCTION_FOLDER, GATEWAY), 'utf8').includes(`./${basename(program)}`));
    const thread = new Worker(resolve(program), { workerData: 'format: [1]' });
    assert.deepEqual(await once(thread, 'message'), [{ value: { format: [1] } }]);
  });

  it('starts from the code that the build kept', () => {
    assert.equal(loadGateway(resolve(FUNCTION_FOLDER)).script.cachedDataRejected, false);
  });

  it('names its sources in stacks', () => {
    const { sources } = JSON.parse(readFileSync(`${FUNCTION_FOLDER}/bundle/gateway.cjs.map`, 'utf8')) as {
      sources: string[];
    };
    assert.ok(sources.some((path) => path.endsWith('src/app.ts')));
  });
});

const withoutItsOwn = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (ITS_OWN.test(key) ? undefined : value)));
