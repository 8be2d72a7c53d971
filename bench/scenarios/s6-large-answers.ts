import { setTimeout as sleep } from 'node:timers/promises';
import { PATIENT_VITRINE } from '../contestants/feed.js';
import { Client } from '../measure/client.js';
import { lookOf, WrongAnswer } from '../measure/question.js';
import { percentile } from '../statistics/percentile.js';
import type { Bench, Server } from '../suite/bench.js';
import { measureOnce } from '../suite/measure-once.js';
import { figuresOf } from '../suite/measurement.js';
import type { Sample, Scenario } from '../suite/scenario.js';
import { LARGE_BYTES, largeRequest, PROBE } from './large-answer.js';

const ALONE = 'probe alone';
const BESIDE = 'beside large answers';
const PROBES_PER_SECOND = 20;
const LARGE_PER_SECOND = 4;
const WARM_UP = 3;

/** S6: how long somebody waits behind the largest answers that are allowed. */
export const S6: Scenario = {
  id: 'S6',
  title: 'Large answers beside a small one',
  about:
    `A probe, the title of one video, is asked for ${PROBES_PER_SECOND} times a second: first alone, then while ` +
    `${LARGE_PER_SECOND} operations a second ask for 500 products with 12 values each, which is all that one operation may cost. ` +
    'What the probe waits longer is the time for which nothing else runs.',
  quick: false,
  figures: [
    { key: 'p50Ms', title: 'Probe p50, ms', digits: 1 },
    { key: 'p99Ms', title: 'Probe p99, ms', digits: 1 },
    { key: 'longestMs', title: 'Longest, ms', digits: 1 },
    { key: 'largeMs', title: 'Large answer p50, ms', digits: 0 },
    { key: 'largeBytes', title: 'Bytes of a large answer', digits: 0 },
    { key: 'loopP99Ms', title: 'Loop delay p99, ms', digits: 1 },
  ],
  claims: [],
  async run(bench) {
    const { url } = await bench.standIn();
    const servers = await bench.line([PATIENT_VITRINE], url);
    const samples: Sample[] = [];
    for (const server of servers) {
      for (let time = 0; time < WARM_UP; time++) await probe(bench, server, 0, true);
      for (let round = 1; round <= bench.amounts.rounds; round++)
        for (const load of [ALONE, BESIDE]) samples.push(await probe(bench, server, round, load === BESIDE));
    }
    return { entrants: servers.map(({ entrant }) => entrant), samples, notes: [], flaws: [] };
  },
};

async function probe(bench: Bench, server: Server, round: number, isBeside: boolean): Promise<Sample> {
  const { seconds } = bench.amounts;
  const plan = { name: isBeside ? BESIDE : ALONE, perSecond: PROBES_PER_SECOND };
  const [measured, large] = await Promise.all([
    measureOnce(bench, server, PROBE, plan, seconds),
    isBeside ? askLarge(bench, server.url, seconds) : { ms: [], bytes: 0 },
  ]);
  const figures = {
    ...figuresOf([measured]),
    longestMs: Math.max(...measured.latencies),
    largeMs:
      percentile(
        large.ms.toSorted((a, b) => a - b),
        0.5,
      ) ?? NaN,
    largeBytes: large.ms.length > 0 ? large.bytes / large.ms.length : NaN,
  };
  bench.say(`  ${plan.name}, round ${round}: longest ${figures.longestMs.toFixed(1)} ms`);
  return { contestant: server.contestant.name, load: plan.name, round, figures };
}

async function askLarge({ signal, sequence }: Bench, url: string, seconds: number) {
  const client = new Client(url, '/graphql', LARGE_PER_SECOND);
  const ms: number[] = [];
  let bytes = 0;
  const ask = async (place: number): Promise<void> => {
    await sleep((place * 1_000) / LARGE_PER_SECOND, undefined, { signal });
    const startedAt = performance.now();
    const { status, body } = await client.post(largeRequest(sequence.next + place));
    if (lookOf({ status, body }, LARGE_BYTES) === 'wrong')
      throw new WrongAnswer(`a large answer has status ${status}: ${body.toString('utf8', 0, 300)}`);
    ms.push(performance.now() - startedAt);
    bytes += body.length;
  };
  await Promise.all(Array.from({ length: seconds * LARGE_PER_SECOND }, (_, place) => ask(place)));
  await client.close();
  return { ms, bytes };
}
