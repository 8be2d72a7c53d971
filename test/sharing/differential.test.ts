import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mixDocuments } from '../../bench/production/documents.js';
import { stable } from '../../bench/production/stable.js';
import { mixTraffic } from '../../bench/production/traffic.js';
import { startFakeUpstreams, type FakeUpstreams } from '../support/fake-upstreams.js';
import { startGateway, type TestGateway } from '../support/gateway.js';

/** Requests that are compared: each document several times. */
const COMPARED = 200;
const AT_A_TIME = 8;
const NOW = Date.now();

let upstreams: FakeUpstreams;
let alone: TestGateway;
let sharing: TestGateway;
before(async () => {
  upstreams = await startFakeUpstreams({}, () => NOW);
  const now = () => NOW;
  alone = await startGateway({ upstreams, internals: { now } });
  sharing = await startGateway({
    upstreams,
    env: { ENTITY_CACHE: 'on' },
    internals: { now, keepsRecords: true },
  });
});
after(async () => {
  await alone.close();
  await sharing.close();
});

interface Request {
  readonly query: string;
  readonly variables: object;
}

/** The requests of the benchmark's mix, to the scene that the stand-ins have. */
const requests = mixTraffic()
  .requests.slice(0, COMPARED)
  .map(({ body }) => JSON.parse(body.replaceAll('"popular"', '"home"')) as Request);

async function answers(gateway: TestGateway): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let at = 0; at < requests.length; at += AT_A_TIME) {
    const some = requests.slice(at, at + AT_A_TIME);
    all.push(...(await Promise.all(some.map(({ query, variables }) => gateway.ask(query, variables)))));
  }
  return (all as Awaited<ReturnType<TestGateway['ask']>>[]).map(({ status, data, errors, text }) => ({
    status,
    errors,
    data: stable(data),
    degraded: text.includes('"degraded":{'),
  }));
}

describe('what requests share', () => {
  it('changes no answer: not the first time, nor when it is kept', async () => {
    const expected = await answers(alone);
    const asked = upstreams.callsOf('CATALOG').length;
    for (const time of ['asked for', 'kept'])
      (await answers(sharing)).forEach((answer, index) =>
        assert.deepEqual(answer, expected[index], `${time}: ${JSON.stringify(requests[index])}`),
      );
    const again = upstreams.callsOf('CATALOG').length - asked;
    assert.ok(again > 0 && again < asked, `${again} calls for twice the answers, ${asked} for one`);
  });

  it('was compared for every document of the mix', () => {
    const compared = new Set(requests.map(({ query }) => query));
    assert.deepEqual(
      mixDocuments().filter(({ text }) => !compared.has(text)),
      [],
    );
  });
});
