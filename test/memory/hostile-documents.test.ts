import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { Location } from 'graphql';
import { startGateway, type TestGateway } from '../support/gateway.js';
import { alive } from './support/alive.js';

const HOT = 'query Hot { hot: __typename }';
/** Documents that are kept, each with one place per node. */
const MOST_KEPT = 1_000;
const PLACES = 12;
const COMPILED_AFTER = 4;

let gateway: TestGateway;
before(async () => {
  gateway = await startGateway({
    env: { NODE_ENV: 'production', TRUSTED_DOCUMENTS: 'off', LOG_LEVEL: 'silent' },
  });
});
after(() => gateway.close());

const compiled = () => gateway.metric('vitrine_executions_total', { engine: 'compiled' });

async function flood(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 20)
    await Promise.all(
      Array.from({ length: 20 }, async (_, place) => {
        const answer = await gateway.ask(`query Q${index + place} { a${index + place}: __typename }`);
        assert.equal(answer.status, 200);
      }),
    );
}

async function askHot(times: number): Promise<void> {
  for (let time = 0; time < times; time++) assert.equal((await gateway.ask(HOT)).data.hot, 'Query');
}

it('keeps a thousand documents of a flood, and compiles the hot one again', async () => {
  await askHot(COMPILED_AFTER);
  const atFirst = await compiled();
  assert.ok(atFirst > 0, 'the hot document is compiled');

  const before = alive(Location);
  await flood(0, 1_200);
  const full = alive(Location);
  await flood(1_200, 1_600);
  const later = alive(Location);
  assert.ok(full - before <= MOST_KEPT * PLACES, `${full - before} places of documents are kept`);
  assert.ok(later - full < 100, `${later - full} more after 400 more documents`);

  await askHot(COMPILED_AFTER);
  assert.ok((await compiled()) > atFirst, 'the hot document is compiled again');
});
