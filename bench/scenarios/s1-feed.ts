import { FEED_CONTESTANTS, HAND_WRITTEN, PATIENT_VITRINE, twinOf, VITRINE } from '../contestants/feed.js';
import { buildPeers } from '../contestants/build-peers.js';
import { compare, warmUp } from '../suite/compare.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Scenario, Sample } from '../suite/scenario.js';
import { fixedRateFor } from '../suite/fixed-rate.js';
import { FEED_QUESTION } from './feed.js';

const SATURATION = 'saturation';
const FIXED_RATE = 'fixed rate';
const SELF = 'against itself';
/** Enough to keep a server busy, few enough that none waits longer for its upstreams than they may take. */
const CONCURRENCY = { full: 32, quick: 8 };

const TWIN = twinOf(VITRINE).name;
const sideOf = (contestant: string, load: string) => ({ contestant, load });
const atSaturation = (contestant: string) => sideOf(contestant, SATURATION);

/** S1: what the gateway costs when nothing can be shared. */
export const S1: Scenario = {
  id: 'S1',
  title: 'The feed, nothing shared',
  about:
    'One page of the feed: 20 videos with 3 products each. Every request comes from another viewer, so that no contestant can ' +
    'share anything between requests; each needs four upstream calls. `saturation`: as many requests at a time as ' +
    'keep the server busy. `fixed rate`: the same rate for all, at 60 % of what the slowest can do.',
  quick: true,
  figures: CPU_FIGURES,
  claims: [
    {
      id: 'S1-itself',
      title: 'Vitrine ÷ Vitrine, started twice',
      figure: 'cpuMs',
      of: sideOf(VITRINE.name, SELF),
      to: sideOf(TWIN, SELF),
      goal: { within: 0.03 },
    },
    {
      id: 'S1-vitrine-hand-written',
      title: 'Vitrine ÷ hand-written, CPU at saturation',
      figure: 'cpuMs',
      of: atSaturation(VITRINE.name),
      to: atSaturation(HAND_WRITTEN.name),
      goal: { atMost: 1.5 },
    },
    {
      id: 'S1-calls',
      title: 'Upstream calls per answer of Vitrine',
      figure: 'calls',
      of: atSaturation(VITRINE.name),
      to: null,
      goal: { atMost: 4 },
    },
    {
      id: 'S1-vitrine-hand-written-fixed',
      title: 'Vitrine ÷ hand-written, CPU at the fixed rate',
      figure: 'cpuMs',
      of: sideOf(VITRINE.name, FIXED_RATE),
      to: sideOf(HAND_WRITTEN.name, FIXED_RATE),
      goal: { atMost: 1.5 },
    },
    {
      id: 'S1-mercurius-vitrine',
      title: 'mercurius + JIT, class instances ÷ Vitrine, CPU at saturation',
      figure: 'cpuMs',
      of: atSaturation('mercurius-lean'),
      to: atSaturation(VITRINE.name),
      goal: { atLeast: 1.4 },
    },
    {
      id: 'S1-mercurius-sdl-vitrine',
      title: 'mercurius + JIT without type-graphql ÷ Vitrine, CPU at saturation',
      figure: 'cpuMs',
      of: atSaturation('mercurius-sdl'),
      to: atSaturation(VITRINE.name),
      goal: { atLeast: 1.4 },
    },
    {
      id: 'S1-apollo-vitrine',
      title: 'Apollo Server as documented ÷ Vitrine, CPU at saturation',
      figure: 'cpuMs',
      of: atSaturation('apollo-documented'),
      to: atSaturation(VITRINE.name),
      goal: { atLeast: 6 },
    },
  ],
  async run(bench) {
    const { quick } = bench.amounts;
    if (!quick) await buildPeers(bench);
    const upstream = await bench.standIn();
    const contestants = quick ? [HAND_WRITTEN, PATIENT_VITRINE] : FEED_CONTESTANTS;
    const twins = contestants.filter(({ name }) => name === VITRINE.name).map(twinOf);
    const servers = await bench.line([...contestants, ...twins], upstream.url);
    const ours = servers.filter(({ entrant: { name } }) => name === VITRINE.name || name === TWIN);
    const entrants = servers.filter(({ entrant: { name } }) => name !== TWIN);
    const question = FEED_QUESTION;
    const concurrency = quick ? CONCURRENCY.quick : CONCURRENCY.full;

    await warmUp(bench, { servers, question, load: { name: 'warm-up', concurrency } });
    const itself = await compare(bench, { servers: ours, question, load: { name: SELF, concurrency } });
    const saturated = await compare(bench, {
      servers: entrants,
      question,
      load: { name: SATURATION, concurrency },
    });
    const samples: Sample[] = [...itself, ...saturated];
    if (!quick) {
      const perSecond = fixedRateFor(saturated);
      const load = { name: FIXED_RATE, perSecond };
      samples.push(...(await compare(bench, { servers: entrants, question, load })));
    }
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};
