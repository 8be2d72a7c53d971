import type { Contestant } from '../contestants/contestant.js';
import { ALONE, BULK, SHARED } from '../posts-users/contestants.js';
import { QUERIES, question, type QueryName } from '../posts-users/questions.js';
import type { Bench } from '../suite/bench.js';
import { compare, warmUp } from '../suite/compare.js';
import { fixedRateFor } from '../suite/fixed-rate.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Sample, Scenario } from '../suite/scenario.js';

const CONCURRENCY = 32;

/** Who answers a query: users are asked for by one of them alone, so that the others need no second mode without sharing. */
const ASKED: Readonly<Record<QueryName, readonly Contestant[]>> = {
  users: [...ALONE, ...BULK, ...SHARED],
  posts: [...BULK, ...SHARED],
  greet: [...BULK, ...SHARED],
};

/** S4: the three queries of the public comparisons, each way of sharing by itself. */
export const S4: Scenario = {
  id: 'S4',
  title: 'Posts and users',
  about:
    `The queries that public comparisons of GraphQL servers use: ${Object.values(QUERIES)
      .map((text) => `\`${text}\``)
      .join(', ')}. ` +
    `${CONCURRENCY} at a time, and posts with their users at a fixed rate as well, at 60 % of what the slowest can do. The rows of ` +
    'contestants that share answers say so; upstream calls per answer show how much. Nothing is claimed here.',
  quick: false,
  figures: CPU_FIGURES,
  claims: [],
  async run(bench) {
    const { url } = await bench.standIn();
    const servers = await bench.line(ASKED.users, url);
    const samples: Sample[] = [];
    for (const name of Object.keys(QUERIES) as QueryName[]) {
      const asked = servers.filter(({ contestant }) => ASKED[name].includes(contestant));
      samples.push(...(await compareOn(bench, asked, name)));
    }
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};

async function compareOn(
  bench: Bench,
  servers: Awaited<ReturnType<Bench['line']>>,
  name: QueryName,
): Promise<readonly Sample[]> {
  const comparison = { servers, question: question(name) };
  const load = { name, concurrency: CONCURRENCY };
  await warmUp(bench, { ...comparison, load });
  const saturated = await compare(bench, { ...comparison, load });
  if (name !== 'users') return saturated;
  const perSecond = fixedRateFor(saturated);
  const atRate = await compare(bench, { ...comparison, load: { name: `${name}, fixed rate`, perSecond } });
  return [...saturated, ...atRate];
}
