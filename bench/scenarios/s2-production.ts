import { HAND_WRITTEN } from '../contestants/feed.js';
import { Client } from '../measure/client.js';
import type { Question } from '../measure/question.js';
import { CACHING, production, unshared } from '../production/contestants.js';
import { fill } from '../production/fill.js';
import { stable } from '../production/stable.js';
import { mixTraffic } from '../production/traffic.js';
import { POPULAR } from '../stand-in/ranking.js';
import type { Bench, Server } from '../suite/bench.js';
import { compare, warmUp } from '../suite/compare.js';
import { fixedRateFor } from '../suite/fixed-rate.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Sample, Scenario } from '../suite/scenario.js';
import { feedQuestion } from './feed.js';

const FEED = 'feed, saturation';
const FEED_FIXED = 'feed, fixed rate';
const MIX = '30 documents, fixed rate';
const CONCURRENCY = { full: 32, quick: 8 };
/** Of what the production gateway serves of the mix, unshared ones serve about a quarter: a rate that suits both. */
const MIX_CONCURRENCY = 8;

const OURS = production(false).name;
const UNSHARED = unshared(false).name;
const side = (contestant: string, load: string) => ({ contestant, load });

/** S2: what the gateway costs in production, where what is public is shared. */
export const S2: Scenario = {
  id: 'S2',
  title: 'Production: popular contents, shared',
  about:
    'Lists of 20,000 videos with 60,000 products, as many as the sandbox has, drawn by popularity (Zipf 1.0) for another viewer ' +
    'each time. Ranking is asked for in every request: it belongs to one viewer. `feed`: the feed query alone, which the ' +
    'hand-written handler serves, too. `30 documents`: those of `test/operations/` and smaller variants, in 1,000 ways drawn by ' +
    'popularity. The records come from the stand-in, which costs little beside what is measured.',
  quick: true,
  figures: CPU_FIGURES,
  claims: [
    {
      id: 'S2-vitrine-hand-written',
      title: 'Vitrine in production ÷ hand-written without a cache, CPU at saturation',
      figure: 'cpuMs',
      of: side(OURS, FEED),
      to: side(HAND_WRITTEN.name, FEED),
      goal: { atMost: 1 },
    },
    {
      id: 'S2-vitrine-hand-written-fixed',
      title: 'Vitrine in production ÷ hand-written without a cache, CPU at the fixed rate',
      figure: 'cpuMs',
      of: side(OURS, FEED_FIXED),
      to: side(HAND_WRITTEN.name, FEED_FIXED),
      goal: { atMost: 1 },
    },
    ...[FEED, FEED_FIXED, MIX].map((load, index) => ({
      id: `S2-calls-${index + 1}`,
      title: `Upstream calls per answer of Vitrine in production: ${load}`,
      figure: 'calls',
      of: side(OURS, load),
      to: null,
      goal: { atMost: 1.5 },
    })),
  ],
  async run(bench) {
    const { quick } = bench.amounts;
    const upstream = await bench.standIn();
    const contestants = quick
      ? [HAND_WRITTEN, production(true)]
      : [HAND_WRITTEN, CACHING, production(false), unshared(false)];
    const servers = await bench.line(contestants, upstream.url);
    const concurrency = quick ? CONCURRENCY.quick : CONCURRENCY.full;
    const question = feedQuestion(POPULAR);
    for (const { contestant, url } of servers) if (contestant.name === OURS) await fill(url);
    await warmUp(bench, { servers, question, load: { name: 'warm-up', concurrency } });
    const saturated = await compare(bench, { servers, question, load: { name: FEED, concurrency } });
    const samples: Sample[] = [...saturated];
    if (!quick) {
      const load = { name: FEED_FIXED, perSecond: fixedRateFor(saturated) };
      samples.push(...(await compare(bench, { servers, question, load })));
      samples.push(...(await measureMix(bench, servers)));
    }
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};

/** The mix, which only gateways answer; what is right is what the one says that shares nothing. */
async function measureMix(bench: Bench, all: readonly Server[]): Promise<readonly Sample[]> {
  const servers = all.filter(({ contestant: { name } }) => name === OURS || name === UNSHARED);
  const reference = servers.find(({ contestant: { name } }) => name === UNSHARED);
  if (!reference) throw new Error('nobody is there to say what is right');
  const question = await mixQuestion(reference.url);
  const saturation = { name: '30 documents, saturation', concurrency: MIX_CONCURRENCY };
  await warmUp(bench, { servers, question, load: saturation });
  const saturated = await compare(bench, { servers, question, load: saturation });
  const load = { name: MIX, perSecond: fixedRateFor(saturated) };
  return [...saturated, ...(await compare(bench, { servers, question, load }))];
}

async function mixQuestion(url: string): Promise<Question> {
  const { requests, at } = mixTraffic();
  const client = new Client(url, '/graphql', 1);
  const answers: unknown[] = [];
  for (const request of requests) {
    const { body } = await client.post(request);
    const { data } = JSON.parse(body.toString()) as { data: unknown };
    answers.push(data);
  }
  await client.close();
  const request = (index: number) => requests[at(index)] ?? { body: '', headers: {} };
  return {
    path: '/graphql',
    request,
    leastBytes: 20,
    expected: (index) => answers[at(index)],
    comparable: stable,
  };
}
