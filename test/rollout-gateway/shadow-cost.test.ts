import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FAULTS } from './support/candidate-faults.js';
import { untilQuiet, failCandidate, isShadow, PAGE, startShadowed, viewerOf } from './support/shadowed.js';
import { sleep, type RuledGateway } from './support/ruled-gateway.js';

const REQUESTS = 200;
/** What a busy machine does to a figure by itself: a quiet one shows less than 1.02. */
const NOISE = { ratio: 1.5, ms: 5 };
const MIB = 1024 * 1024;
const BODIES = 50;

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;

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
      for (const share of [0.5, 0.99]) {
        const [without, beside] = [percentile(times.plain, share), percentile(times.shadowed, share)];
        test.diagnostic(`p${share * 100}: ${without.toFixed(2)} ms without, ${beside.toFixed(2)} ms beside`);
        assert.ok(beside <= without * NOISE.ratio + NOISE.ms, `${beside} ms beside, ${without} ms without`);
      }
    });

  it('of memory, while the candidate sends 50 MB again and again', async (test) => {
    const { upstreams } = shadowed;
    upstreams.reset();
    const send = async (bodies: number) => {
      for (let n = 0; upstreams.calls.filter(isShadow).length < bodies && n < 400; n++) {
        await shadowed.ask(PAGE, {}, viewerOf(n));
        await sleep(20);
      }
      await untilQuiet(upstreams);
    };
    failCandidate(upstreams, 'shadow', FAULTS['sends 50 MB'] ?? assert.fail());
    await send(5);
    const before = process.memoryUsage.rss();
    await send(5 + BODIES);
    const grown = (process.memoryUsage.rss() - before) / MIB;
    const big = upstreams.calls.filter((call) => isShadow(call) && /ALGORITHM|PRICING/.test(call.upstream));
    test.diagnostic(`${grown.toFixed(1)} MiB over ${big.length} bodies`);
    assert.ok(grown < 64, `${grown} MiB`);
  });
});
