import { HAND_WRITTEN, VITRINE } from '../contestants/feed.js';
import type { Delay } from '../measure/stand-in.js';
import { compare, warmUp } from '../suite/compare.js';
import { fixedRateFor } from '../suite/fixed-rate.js';
import { LATENCY_FIGURES } from '../suite/measurement.js';
import type { Claim, Sample, Scenario } from '../suite/scenario.js';
import { FEED_QUESTION } from './feed.js';

interface DelayedLoad extends Delay {
  readonly name: string;
}

const AIMED_AT: DelayedLoad = { name: 'delay 20 ms', ms: 20 };
const OTHERS: readonly DelayedLoad[] = [
  { name: 'delay 5 ms', ms: 5 },
  { name: 'delay 50 ms', ms: 50 },
  { name: 'log-normal around 10 ms', ms: 10, sigma: 0.5 },
];
const NONE: Delay = { ms: 0 };
const CONCURRENCY = 16;

const claim = (id: string, title: string, figure: string, part: Pick<Claim, 'to' | 'goal'>): Claim => ({
  id: `S5-${id}`,
  title,
  figure,
  of: { contestant: VITRINE.name, load: AIMED_AT.name },
  ...part,
});
const handWritten = { contestant: HAND_WRITTEN.name, load: AIMED_AT.name };

/** S5: how long a viewer waits while upstreams take their time. */
export const S5: Scenario = {
  id: 'S5',
  title: 'Latency in open loop',
  about:
    'The feed query of S1 at a fixed rate, 60 % of what the slower of the two can do at saturation. The stand-in answers after a ' +
    'delay; three calls have to be made one after the other. Latency counts from the moment at which a request should have ' +
    'been sent, whether or not earlier answers have come.',
  // Beside others on a machine, latency tells about them.
  quick: false,
  figures: LATENCY_FIGURES,
  claims: [
    claim('p50', 'p50 of Vitrine at 20 ms, in ms', 'p50Ms', { to: null, goal: { atMost: 65 } }),
    claim('p99', 'p99 of Vitrine at 20 ms, in ms', 'p99Ms', { to: null, goal: { atMost: 110 } }),
    claim('p50-hand-written', 'Vitrine ÷ hand-written, p50 at 20 ms', 'p50Ms', {
      to: handWritten,
      goal: { atMost: 1.1 },
    }),
  ],
  async run(bench) {
    const upstream = await bench.standIn();
    const servers = await bench.line([HAND_WRITTEN, VITRINE], upstream.url);
    const question = FEED_QUESTION;
    const closed = { name: 'capacity', concurrency: CONCURRENCY };
    await warmUp(bench, { servers, question, load: closed });
    const capacity = await compare(bench, { servers, question, load: closed });
    const perSecond = fixedRateFor(capacity);
    const samples: Sample[] = [];
    for (const { name, ...delay } of [AIMED_AT, ...OTHERS]) {
      await upstream.delay(delay);
      samples.push(...(await compare(bench, { servers, question, load: { name, perSecond } })));
    }
    await upstream.delay(NONE);
    return {
      entrants: servers.map(({ entrant }) => entrant),
      samples,
      notes: [`Rate: ${perSecond} requests per second for both.`],
      flaws: [],
    };
  },
};
