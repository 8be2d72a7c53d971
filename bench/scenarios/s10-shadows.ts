import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamName } from '../../sandbox/index.js';
import { OPERATIONS_FOLDER } from '../../src/read-trusted-documents.js';
import { fillKept } from '../memory/fill.js';
import { startEmbedded, type EmbeddedGateway } from '../memory/embedded-gateway.js';
import type { Question } from '../measure/question.js';
import { rulesFiles, type RulesFiles, type Shadowed } from '../shadows/rules-files.js';
import { roundOfTurns, warmUp, type Round } from '../shadows/turns.js';
import { pooledRatio } from '../statistics/pooled-ratio.js';
import type { Bench } from '../suite/bench.js';
import type { Claim, Entrant, Sample, Scenario } from '../suite/scenario.js';

/** Well below what a core can do: legs run where there is room, and a leg that delays answers would be seen. */
const PER_SECOND = 40;
/** The collector's own threads would share the one core with the server: now and then, and for 300 ms, for whichever is asked. */
const FLAGS = ['--single-threaded-gc'];
const P99 = 0.99;
const VIEWERS = 5_000;
/** Sources that only the candidates ask. */
const CANDIDATES: readonly UpstreamName[] = ['ALGORITHM', 'PRICING'];
const HANGS = 'candidates hang';
const ANSWERS = 'candidates answer';
/** Breakers of legs look back for so long (ms). */
const FORGOTTEN_MS = 10_000;

interface Contestant extends Omit<Entrant, 'command'> {
  readonly shadowed: Shadowed;
}

const contestant = (name: string, title: string, shadowed: Shadowed): Contestant => ({
  name,
  title,
  shadowed,
  configuration: `production, rules of the example, shadowed: ${shadowed}`,
});
const OFF = contestant('off', 'Shadow off', 'nothing');
const OFF_AGAIN = contestant('off-again', 'Shadow off, once more', 'nothing');
const USUAL = contestant('usual', 'Shadow of 1 %', 'as in the example');
const FULL = contestant('full', 'Shadow of all that 5 a second let through', 'all that bounds let through');
const CONTESTANTS = [OFF, USUAL, FULL, OFF_AGAIN];

const claim = (who: Contestant, load: string, goal: Claim['goal']): Claim => ({
  id: `S10-${who.name}-${load === HANGS ? 'hangs' : 'answers'}`,
  title: `${who.title} ÷ off, p99, ${load}`,
  figure: 'p99Ms',
  of: { contestant: who.name, load },
  to: { contestant: OFF.name, load },
  goal,
});

const QUERY = readFileSync(join(OPERATIONS_FOLDER, 'feed-full.graphql'), 'utf8');
const QUESTION: Question = {
  path: '/graphql',
  request: (index) => ({
    body: JSON.stringify({ query: QUERY, variables: { sceneId: 'home', first: 10 } }),
    headers: {
      'content-type': 'application/json',
      'x-viewer-id': `u${index % VIEWERS}`,
      'x-device-id': `d${index % VIEWERS}`,
    },
  }),
  leastBytes: 5_000,
  expected: () => null,
};

/** S10: whether viewers wait longer because something is compared behind their answers. */
export const S10: Scenario = {
  id: 'S10',
  title: 'Shadows',
  about:
    'The home tab (`FeedFull`, ten cards) at a fixed rate, asked of four gateways with the sandbox behind them and the rules of ' +
    '`rollout/rules.example.yaml`: nobody is moved, and 1 % of the requests are compared behind their answers, or all that the ' +
    'bounds of a rule let through (5 a second), or nothing, twice: what these two differ by is noise. Services take as long as the ' +
    'contract says, each call the same behind every gateway; the collector has one thread, as the server has one core. Each is ' +
    'asked a hundred times in turn, forwards and backwards. First the sources hang that only candidates ask, then they answer.',
  quick: false,
  figures: [
    { key: 'p50Ms', title: 'p50, ms', digits: 1 },
    { key: 'p99Ms', title: 'p99, ms', digits: 1 },
    { key: 'cpuMs', title: 'CPU ms per answer', digits: 2 },
    { key: 'comparedPercent', title: 'Candidates asked per 100 answers', digits: 1 },
    { key: 'degradedPercent', title: 'Degraded answers, %', digits: 1 },
  ],
  claims: [HANGS, ANSWERS].flatMap((load) => [
    claim(USUAL, load, { atMost: 1.02 }),
    claim(FULL, load, { atMost: 1.02 }),
    claim(OFF_AGAIN, load, { atMost: 1.02 }),
  ]),
  async run(bench) {
    const files = rulesFiles();
    try {
      const gateways = await startAll(bench, files);
      const parts = [await measure(bench, gateways, HANGS), await measure(bench, gateways, ANSWERS)];
      return {
        entrants: gateways.map(({ entrant }) => entrant),
        samples: parts.flatMap(({ samples }) => samples),
        notes: parts.flatMap(({ notes }) => notes),
        flaws: [],
      };
    } finally {
      files.remove();
    }
  },
};

async function startAll(bench: Bench, files: RulesFiles): Promise<readonly EmbeddedGateway[]> {
  const gateways: EmbeddedGateway[] = [];
  for (const { shadowed, ...who } of CONTESTANTS) {
    const gateway = await startEmbedded(
      bench,
      who,
      {
        ROLLOUT_RULES: files.of(shadowed),
        RATE_LIMIT_COST_PER_S: '0',
        SNAPSHOT_PUBLISH: 'off',
        // Latencies of the contract: the n-th call of a service takes as long behind each gateway.
        SANDBOX_PROFILE: 'realistic',
        SANDBOX_DIRTY: 'off',
      },
      FLAGS,
    );
    await fillKept(gateway.url, bench.signal);
    gateways.push(gateway);
  }
  return gateways;
}

async function measure(
  bench: Bench,
  gateways: readonly EmbeddedGateway[],
  load: typeof HANGS | typeof ANSWERS,
): Promise<{ readonly samples: readonly Sample[]; readonly notes: readonly string[] }> {
  for (const gateway of gateways)
    await gateway.breakServices((service) =>
      load === HANGS && CANDIDATES.includes(service) ? [{ kind: 'HANG' }] : [],
    );
  await sleep(FORGOTTEN_MS, undefined, { signal: bench.signal });
  const asked = { load, question: QUESTION, perSecond: PER_SECOND };
  for (const gateway of gateways) await warmUp(bench, gateway, asked);
  const rounds: Round[] = [];
  for (let round = 1; round <= bench.amounts.rounds; round++) {
    const ofRound = await roundOfTurns(bench, gateways, asked, round);
    rounds.push(ofRound);
    const words = ofRound.samples.map(
      ({ contestant: name, figures }) => `${name} ${figures['p99Ms']?.toFixed(1)}`,
    );
    bench.say(`  ${load}, round ${round}: p99 ${words.join(', ')} ms`);
  }
  return { samples: rounds.flatMap(({ samples }) => samples), notes: pooledNotes(load, rounds) };
}

/** p99 over all rounds: of a few hundred requests, as many as a round has, it is coarse. */
function pooledNotes(load: string, rounds: readonly Round[]): readonly string[] {
  const turnsOf = ({ name }: Contestant) => rounds.flatMap(({ turns }) => turns.get(name) ?? []);
  return [USUAL, FULL, OFF_AGAIN].map((who) => {
    const found = pooledRatio(turnsOf(who), turnsOf(OFF), P99);
    if (!found) return `${who.title}, ${load}: nothing was measured.`;
    const { of, to, ratio, low, high } = found;
    const interval = `${ratio.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
    return `${who.title}, ${load}: p99 of all requests ${of.toFixed(2)} ms, off ${to.toFixed(2)} ms, ratio ${interval}.`;
  });
}
