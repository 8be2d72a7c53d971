import { vitrine } from '../contestants/contestants.js';
import type { Contestant } from '../contestants/contestant.js';
import { VITRINE } from '../contestants/feed.js';
import { compare, warmUp } from '../suite/compare.js';
import { CPU_FIGURES } from '../suite/measurement.js';
import type { Scenario } from '../suite/scenario.js';
import { FEED_QUESTION } from './feed.js';

const SATURATION = { name: 'saturation', concurrency: 32 };
/** Sizes of a half of V8's young generation, in MB. */
const SIZES = [16, 32, 64, 128];

const withSemiSpace = (mb: number): Contestant => ({
  ...VITRINE,
  name: `semi-space-${mb}`,
  title: `Vitrine, ${mb} MB`,
  configuration: `production, entity cache off, --max-semi-space-size=${mb}`,
  command: (upstream) => vitrine(upstream, { ENTITY_CACHE: 'off' }, [`--max-semi-space-size=${mb}`]),
});
const AS_STARTED: Contestant = { ...VITRINE, title: 'Vitrine, without the flag' };

/** How much room for young objects pays: CPU against memory. */
export const YOUNG_GENERATION: Scenario = {
  id: 'young',
  title: 'Room for young objects',
  about:
    'The feed of S1 at saturation, with different sizes of V8’s young generation. A larger one is collected less often, and ' +
    'fewer objects outlive it by accident; both halves of it stay resident.',
  quick: false,
  figures: CPU_FIGURES,
  claims: [],
  async run(bench) {
    const { url } = await bench.standIn();
    const servers = await bench.line([AS_STARTED, ...SIZES.map(withSemiSpace)], url);
    const comparison = { servers, question: FEED_QUESTION, load: SATURATION };
    await warmUp(bench, comparison);
    const samples = await compare(bench, comparison);
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};
