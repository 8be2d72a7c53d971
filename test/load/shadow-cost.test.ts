import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { startBigAnswers } from '../rollout-gateway/support/big-answers.js';
import { FAULTS } from '../rollout-gateway/support/candidate-faults.js';
import {
  failCandidate,
  isShadow,
  PAGE,
  startShadowed,
  untilQuiet,
  viewerOf,
} from '../rollout-gateway/support/shadowed.js';
import type { RuledGateway } from '../rollout-gateway/support/ruled-gateway.js';

const REQUESTS = 40;
/** What a busy machine does to a figure by itself: a quiet one shows less than 1.02. */
const NOISE = { 0.5: { ratio: 1.5, ms: 5 }, 0.95: { ratio: 2, ms: 20 } };
const MIB = 1024 * 1024;
const BODIES = 30;
/** Before memory is looked at: a process that begins grows by itself. */
const WARM = 30;
/** MiB: 16 on a quiet machine; the other upstreams and the client are of the same process. */
const MOST_GROWN = { rss: 48, heapUsed: 8 };

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;

setFlagsFromString('--expose-gc');
/** Frees what nobody holds, so that what is left is what is kept. */
const collect = runInNewContext('gc') as () => void;

describe('a shadow costs those who are served next to nothing', () => {
  let plain: RuledGateway;
  let shadowed: RuledGateway;

  before(async () => {
    plain = await startShadowed('shadow', { mode: 'off' });
    shadowed = await startShadowed('shadow', { maxRps: 20 });
  });
  after(async () => {
    await plain.close();
    await shadowed.close();
  });

  for (const name of ['hangs', 'sends 50 MB'])
    it(`of their time, while the candidate ${name}`, async (test) => {
      failCandidate(shadowed.upstreams, 'shadow', FAULTS[name] ?? assert.fail(name));
      const times = { plain: [] as number[], shadowed: [] as number[] };
      for (let n = 0; n < REQUESTS; n++) {
        times.plain.push((await plain.ask(PAGE, {}, viewerOf(n))).ms);
        times.shadowed.push((await shadowed.ask(PAGE, {}, viewerOf(n))).ms);
      }
      assert.ok(shadowed.upstreams.calls.some(isShadow));
      for (const share of [0.5, 0.95] as const) {
        const { ratio, ms } = NOISE[share];
        const [without, beside] = [percentile(times.plain, share), percentile(times.shadowed, share)];
        test.diagnostic(`p${share * 100}: ${without.toFixed(2)} ms without, ${beside.toFixed(2)} ms beside`);
        assert.ok(beside <= without * ratio + ms, `${beside} ms beside, ${without} ms without`);
      }
    });

  it('of memory, while every third answer to the candidate has 50 MB', async (test) => {
    const service = await startBigAnswers();
    const gateway = await startShadowed('shadow', {}, { env: { PRICING_URL: service.url } });
    const untilSent = async (bodies: number) => {
      for (let n = 0; service.sent() < bodies && n < 600; n++) await gateway.ask(PAGE, {}, viewerOf(n));
      await untilQuiet(gateway.upstreams);
      gateway.upstreams.reset();
      collect();
    };
    try {
      await untilSent(WARM);
      const before = process.memoryUsage();
      await untilSent(WARM + BODIES);
      const after = process.memoryUsage();
      assert.ok(service.sent() >= WARM + BODIES);
      for (const kind of ['rss', 'heapUsed'] as const) {
        const grown = (after[kind] - before[kind]) / MIB;
        test.diagnostic(`${kind}: ${grown.toFixed(1)} MiB over ${service.sent() - WARM} bodies`);
        assert.ok(grown < MOST_GROWN[kind], `${kind}: ${grown} MiB`);
      }
    } finally {
      await gateway.close();
      service.close();
    }
  });
});
