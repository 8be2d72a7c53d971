import { BAD_DAY, badDays, HEALTHY } from '../memory/bad-days.js';
import { afterRound, ALL_SNAPSHOTS, calmRounds, ROUNDS, snapshotRounds } from '../memory/calm-rounds.js';
import { startEmbedded } from '../memory/embedded-gateway.js';
import { fillKept } from '../memory/fill.js';
import type { GrowingClass } from '../memory/growth.js';
import { heapSnapshots } from '../memory/heap-snapshots.js';
import { TENTH_BROKEN } from '../memory/service-faults.js';
import type { Bench } from '../suite/bench.js';
import type { Claim, Entrant, Scenario } from '../suite/scenario.js';

const SHARING: Omit<Entrant, 'command'> = {
  name: 'vitrine',
  title: 'Vitrine',
  configuration: 'production, entity cache on',
};
const NOT_SHARING: Omit<Entrant, 'command'> = {
  name: 'vitrine-uncached',
  title: 'Vitrine, entity cache off',
  configuration: 'production, entity cache off',
};
/** Requests per second: well below what a core that shares its machine can do. */
const PER_SECOND = 60;

const memoryClaims = ({ name, title }: Omit<Entrant, 'command'>): readonly Claim[] => [
  {
    id: `S8-rss-${name}`,
    title: `${title}: RSS after round ${ROUNDS} ÷ after round 2`,
    figure: 'rssMb',
    of: { contestant: name, load: afterRound(ROUNDS) },
    to: { contestant: name, load: afterRound(2) },
    goal: { atMost: 1.05 },
  },
  {
    id: `S8-growth-${name}`,
    title: `${title}: classes of objects that grew in every snapshot`,
    figure: 'growing',
    of: { contestant: name, load: ALL_SNAPSHOTS },
    to: null,
    goal: { atMost: 0 },
  },
];

/** S8: what errors cost, and what of them stays behind. */
export const S8: Scenario = {
  id: 'S8',
  title: 'The error path, and memory after it',
  about:
    'Every committed operation, asked by 5,000 viewers of the gateway with the sandbox behind it, a tenth of them in ways that are ' +
    'refused. First on healthy services and on a bad day in turn: 5 % of all calls answer 500, 2 % never, 1 % with bad ' +
    `JSON, and prices are slow. Then ${ROUNDS} rounds of 30 s of load and 10 s of calm, in which a tenth of all calls is broken ` +
    'and a tenth of all clients closes its socket while it waits; memory is read at the end of each calm. Then as many ' +
    'rounds again with a heap snapshot after each. Every record was read once before, so that what is kept on purpose is as ' +
    'full as it gets.',
  quick: false,
  figures: [
    { key: 'cpuMs', title: 'CPU ms per answer', digits: 2 },
    { key: 'calls', title: 'Upstream calls per answer', digits: 2 },
    { key: 'answeredPercent', title: 'Answered, %', digits: 2 },
    { key: 'degradedPercent', title: 'Degraded, %', digits: 1 },
    { key: 'p50Ms', title: 'p50, ms', digits: 0 },
    { key: 'p99Ms', title: 'p99, ms', digits: 0 },
    { key: 'rssMb', title: 'RSS, MB', digits: 0 },
    { key: 'heapMb', title: 'Live heap, MB', digits: 1 },
    { key: 'keptMb', title: 'Kept records, MB', digits: 1 },
    { key: 'growing', title: 'Growing classes', digits: 0 },
  ],
  claims: [
    {
      id: 'S8-calls',
      title: 'Upstream calls per answer, bad day ÷ healthy services',
      figure: 'calls',
      of: { contestant: NOT_SHARING.name, load: BAD_DAY },
      to: { contestant: NOT_SHARING.name, load: HEALTHY },
      goal: { atMost: 1.2 },
    },
    {
      id: 'S8-answered',
      title: 'Requests answered on a bad day, %',
      figure: 'answeredPercent',
      of: { contestant: NOT_SHARING.name, load: BAD_DAY },
      to: null,
      goal: { atLeast: 99.9 },
    },
    ...memoryClaims(NOT_SHARING),
    ...memoryClaims(SHARING),
  ],
  async run(bench) {
    const { samples, ...uncached } = await inRounds(bench, NOT_SHARING, 'off', true);
    const sharing = await inRounds(bench, SHARING, 'on', false);
    return {
      entrants: [uncached.entrant, sharing.entrant],
      samples: [...samples, ...sharing.samples],
      notes: [...uncached.notes, ...sharing.notes],
      flaws: [],
    };
  },
};

async function inRounds(
  bench: Bench,
  who: Omit<Entrant, 'command'>,
  entityCache: 'on' | 'off',
  withBadDays: boolean,
) {
  const snapshots = await heapSnapshots();
  try {
    const gateway = await startEmbedded(bench, who, { ENTITY_CACHE: entityCache }, snapshots.flags);
    await fillKept(gateway.url, bench.signal);
    const days = withBadDays ? await badDays(bench, gateway, PER_SECOND) : [];
    await gateway.breakServices(() => TENTH_BROKEN);
    const rounds = await calmRounds(bench, gateway, PER_SECOND);
    const { samples, growing } = await snapshotRounds(bench, gateway, PER_SECOND, snapshots);
    await gateway.stop();
    return {
      entrant: gateway.entrant,
      samples: [...days, ...rounds, ...samples],
      notes: growing.map((grown) => `${who.title}: ${lineOf(grown)}`),
    };
  } finally {
    await snapshots.remove();
  }
}

const lineOf = ({ name, counts, addedBytes }: GrowingClass): string =>
  `\`${name}\` grew in every snapshot: ${counts.join(', ')}; ${Math.round(addedBytes / 1_000)} kB more in all.`;
