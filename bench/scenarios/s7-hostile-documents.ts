import { PATIENT_VITRINE } from '../contestants/feed.js';
import type { Contestant } from '../contestants/contestant.js';
import { flood, floodedBy } from '../memory/flood.js';
import { compare, warmUp } from '../suite/compare.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Scenario } from '../suite/scenario.js';
import { FEED_QUESTION } from './feed.js';

const BEFORE = 'before the flood';
const AFTER = 'after the flood';
const CONCURRENCY = 8;

const FLOODED: Contestant = { ...PATIENT_VITRINE, name: 'vitrine-flooded', title: 'Vitrine, flooded' };
const SPARED: Contestant = { ...PATIENT_VITRINE, name: 'vitrine-spared', title: 'Vitrine, spared' };
const flooded = (load: string) => ({ contestant: FLOODED.name, load });
const spared = (load: string) => ({ contestant: SPARED.name, load });

/** S7: what stays behind of documents that nobody asks for twice. */
export const S7: Scenario = {
  id: 'S7',
  title: 'Hostile documents',
  about:
    'Two gateways run side by side. One of them gets 50,000 valid documents none of which is like another; one of 25 is large, ' +
    'and one of 25 is sent four times, so that it is compiled. Before and after, both get the feed query of S1 in turn: their ' +
    'ratio says whether the flooded one is as fast again, whatever else the machine does.',
  quick: false,
  figures: CPU_FIGURES,
  claims: [
    {
      id: 'S7-before',
      title: 'Speed of the feed before the flood, flooded ÷ spared',
      figure: 'cpuMs',
      of: spared(BEFORE),
      to: flooded(BEFORE),
      goal: { within: 0.05 },
    },
    {
      id: 'S7-speed',
      title: 'Speed of the feed after the flood, flooded ÷ spared',
      figure: 'cpuMs',
      of: spared(AFTER),
      to: flooded(AFTER),
      goal: { atLeast: 0.95 },
    },
    {
      id: 'S7-rss',
      title: 'RSS after 50,000 documents ÷ after 20,000',
      figure: 'rssMb',
      of: flooded(floodedBy(50_000)),
      to: flooded(floodedBy(20_000)),
      goal: { atMost: 1.05 },
    },
  ],
  async run(bench) {
    const upstream = await bench.standIn();
    const servers = await bench.line([FLOODED, SPARED], upstream.url);
    const question = FEED_QUESTION;
    const comparison = (name: string) => ({ servers, question, load: { name, concurrency: CONCURRENCY } });
    await warmUp(bench, comparison('warm-up'));
    const before = await compare(bench, comparison(BEFORE));
    const victims = servers.filter(({ entrant: { name } }) => name === FLOODED.name);
    const floods = await Promise.all(victims.map((server) => flood(bench, server)));
    await warmUp(bench, comparison('warm-up again'));
    const after = await compare(bench, comparison(AFTER));
    return {
      entrants: servers.map(({ entrant }) => entrant),
      samples: [...before, ...floods.flat(), ...after],
      notes: [],
      flaws: [],
    };
  },
};
