import { WrongAnswer, type Question } from '../measure/question.js';
import type { Bench, Server } from './bench.js';
import { measureOnce, type LoadPlan } from './measure-once.js';
import { figuresOf, type Measurement } from './measurement.js';
import type { Sample } from './scenario.js';

export type { LoadPlan } from './measure-once.js';

/** One comparison: the same question to all servers, in rounds forwards and backwards. */
export interface Comparison {
  readonly servers: readonly Server[];
  readonly question: Question;
  readonly load: LoadPlan;
}

/** Puts every server under the load of a comparison before anything is measured. */
export async function warmUp(bench: Bench, { servers, question, load }: Comparison): Promise<void> {
  for (const server of servers) await measureOnce(bench, server, question, load, bench.amounts.warmUpSeconds);
}

/**
 * Measures all servers in rounds; each round goes through them forwards and backwards (A B B A), so that a drift of the machine
 * meets all alike. A round that was disturbed is repeated, as often as there are rounds in all; not in the short form.
 * Samples hold the keys of `CPU_FIGURES` and `LATENCY_FIGURES`.
 * @throws WrongAnswer when an answer was wrong, or what a configuration names was not at work
 */
export async function compare(bench: Bench, comparison: Comparison): Promise<readonly Sample[]> {
  const { rounds, quick } = bench.amounts;
  const samples: Sample[] = [];
  const tries = quick ? rounds : rounds * 2;
  for (let round = 1, clean = 0; clean < rounds && round <= tries; round++) {
    const ofRound = await measureRound(bench, comparison, round);
    const disturbed = [...new Set(ofRound.flatMap((sample) => sample.disturbed ?? []))];
    if (disturbed.length === 0) clean++;
    samples.push(...ofRound);
    bench.say(progress(ofRound, disturbed));
  }
  return samples;
}

function progress(ofRound: readonly Sample[], disturbed: readonly string[]): string {
  const [{ load, round } = { load: '', round: 0 }] = ofRound;
  const figures = ofRound.map(({ contestant, figures: { cpuMs } }) => `${contestant} ${cpuMs?.toFixed(3)}`);
  const [first, ...others] = disturbed;
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  const words = first === undefined ? '' : `   disturbed: ${first}${more}`;
  return `  ${load}, round ${round}: ${figures.join(', ')} ms${words}`;
}

async function measureRound(
  bench: Bench,
  { servers, question, load }: Comparison,
  round: number,
): Promise<readonly Sample[]> {
  const parts = new Map<Server, Measurement[]>(servers.map((server) => [server, []]));
  for (const server of [...servers, ...servers.toReversed()])
    parts.get(server)?.push(await measureOnce(bench, server, question, load, bench.amounts.seconds / 2));
  return [...parts].map(([server, measured]) => {
    const figures = figuresOf(measured);
    refuseUnproven(server, figures['proven']);
    return {
      contestant: server.contestant.name,
      load: load.name,
      round,
      figures,
      disturbed: measured.flatMap(({ disturbed }) => disturbed),
    };
  });
}

function refuseUnproven({ contestant: { title, proof } }: Server, perAnswer: number | undefined): void {
  if (proof && !((perAnswer ?? 0) >= proof.leastPerAnswer))
    throw new WrongAnswer(`${title}: ${perAnswer?.toFixed(2)} ${proof.title} per answer`);
}
