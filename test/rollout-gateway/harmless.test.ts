import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import type { FakeCall, FakeUpstreams } from '../support/fake-upstreams.js';
import type { Answer } from '../support/gateway.js';
import { FAULTS } from './support/candidate-faults.js';
import { knowingJava } from './support/java-feed.js';
import { until, type RuledGateway } from './support/ruled-gateway.js';
import {
  failCandidate,
  isShadow,
  PAGE,
  startShadowed,
  untilQuiet,
  viewerOf,
  type ShadowMode,
} from './support/shadowed.js';

const REQUESTS = 8;

/** All that a client gets, but the time of day. */
const received = ({ status, headers, text }: Answer) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'date'),
  text,
});

/** What was reported as served, without the ids that are made for each request. */
const reports = (upstreams: FakeUpstreams) =>
  upstreams
    .callsOf('EXPOSURE', '/served')
    .map(({ body }) => JSON.stringify({ ...(body as object), pvid: null, sessionId: null }));

/** What the upstreams were asked for the answers themselves. */
const asked = (calls: readonly FakeCall[]): string[] =>
  calls
    .filter((call) => !isShadow(call) && call.method === 'POST')
    .map(({ upstream, path, ids, headers }) => [upstream, path, ids, headers['x-viewer-id']].join(' '))
    .sort();

/** Some requests, and everything that came of them outside of the process. */
async function doings(gateway: RuledGateway) {
  const { upstreams } = gateway;
  const answers = [];
  for (let n = 0; n < REQUESTS; n++) answers.push(received(await gateway.ask(PAGE, {}, viewerOf(n))));
  await until(() => reports(upstreams).length === REQUESTS);
  await untilQuiet(upstreams);
  return { answers, reports: reports(upstreams).sort(), asked: asked(upstreams.calls) };
}

/** The same where nobody compares. */
async function doingsWithout(mode: ShadowMode) {
  const plain = await startShadowed(mode, { mode: 'off' });
  try {
    const without = await doings(plain);
    assert.ok(!plain.upstreams.calls.some(isShadow));
    assert.match(without.answers[0]?.text ?? '', mode === 'shadow' ? /"LEGACY"/ : /"PRIMARY"/);
    return without;
  } finally {
    await plain.close();
  }
}

for (const mode of ['shadow', 'reverse'] as const satisfies readonly ShadowMode[])
  describe(`a candidate in mode ${mode}`, { concurrency: 4 }, () => {
    let without: Awaited<ReturnType<typeof doings>>;

    before(async () => {
      without = await doingsWithout(mode);
    });

    for (const [name, fault] of Object.entries(FAULTS))
      it(`that ${name} changes nothing that anybody gets`, async () => {
        const shadowed = await startShadowed(mode);
        const { upstreams } = shadowed;
        try {
          failCandidate(upstreams, mode, fault);
          const beside = await doings(shadowed);
          assert.deepEqual(beside, without);
          const legs = upstreams.calls.filter(isShadow);
          assert.ok(legs.some(({ upstream }) => upstream === (mode === 'shadow' ? 'PRICING' : 'LEGACY')));
          assert.ok(legs.every(({ headers }) => headers['x-shadow'] === '1'));
          assert.equal(await shadowed.metric('vitrine_breaker_state'), 0, 'all breakers of the served path');
        } finally {
          await shadowed.close();
        }
      });
  });

describe('the served side', { concurrency: 3 }, () => {
  let without: Awaited<ReturnType<typeof doings>>;
  before(async () => {
    without = await doingsWithout('shadow');
  });

  it('that breaks or sends garbage as it is run once more for noise changes nothing that anybody gets', async () => {
    const noisy = await startShadowed('shadow', { aaBp: 10_000 });
    const faults = [FAULTS['resets the connection'], FAULTS['sends garbage']];
    let failed = 0;
    noisy.upstreams.on('LEGACY', '/gw', (call, response) =>
      (isShadow(call) ? faults[(failed += 1) % faults.length] : knowingJava)?.(call, response),
    );
    try {
      assert.deepEqual(await doings(noisy), without);
      assert.ok(failed > REQUESTS / 2);
      assert.equal(await noisy.metric('vitrine_breaker_state'), 0, 'all breakers of the served path');
    } finally {
      await noisy.close();
    }
  });

  it('that is recorded onto a disk which takes nothing changes nothing that anybody gets', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'vitrine-no-cases-'));
    writeFileSync(join(dataDir, 'cases'), 'a file where the folder should be');
    const options = { env: { DATA_DIR: dataDir }, internals: { shadow: 'record' } } as const;
    const recorded = await startShadowed('shadow', {}, options);
    try {
      assert.deepEqual(await doings(recorded), without);
      assert.equal(await recorded.metric('vitrine_cases_total'), REQUESTS, 'all were to be recorded');
    } finally {
      await recorded.close();
      rmSync(dataDir, { recursive: true });
    }
  });
});
