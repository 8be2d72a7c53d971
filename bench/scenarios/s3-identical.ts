import { SHARED } from '../posts-users/contestants.js';
import { question } from '../posts-users/questions.js';
import { compare, warmUp } from '../suite/compare.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Claim, Sample, Scenario } from '../suite/scenario.js';

const LOADS = [32, 100].map((concurrency) => ({ name: `${concurrency} at a time`, concurrency }));
const VITRINE = 'vitrine-coalesced';

const claim = (to: string, title: string, load: string, concurrency: number): Claim => ({
  id: `S3-vitrine-${to}-${concurrency}`,
  title: `Vitrine ÷ ${title}, ${load}`,
  figure: 'cpuMs',
  of: { contestant: VITRINE, load },
  to: { contestant: to, load },
  goal: { atMost: 1 },
});

/** S3: what an answer costs that others wait for, too. */
export const S3: Scenario = {
  id: 'S3',
  title: 'One public query, asked by many at once',
  about:
    'Posts with their users, always the same query and by nobody in particular, as many at a time as the load says. Everybody ' +
    'shares answers in flight, so that there are far fewer upstream calls than answers: Tailcall by `dedupe: true` on every field, ' +
    'Vitrine by coalescing. Tailcall is `@tailcallhq/core-linux-x64-gnu@1.0.0`, the newest build that runs with glibc 2.36, with one worker.',
  quick: false,
  figures: CPU_FIGURES,
  claims: LOADS.flatMap(({ name, concurrency }) => [
    claim('tailcall-dedupe', 'Tailcall with batching', name, concurrency),
    claim('tailcall-dedupe-each', 'Tailcall with a call per user', name, concurrency),
  ]),
  async run(bench) {
    const { url } = await bench.standIn();
    const servers = await bench.line(SHARED, url);
    const asked = question('users');
    const samples: Sample[] = [];
    for (const load of LOADS) {
      await warmUp(bench, { servers, question: asked, load });
      samples.push(...(await compare(bench, { servers, question: asked, load })));
    }
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};
