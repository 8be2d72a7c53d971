import { cpuMs } from '../measure/cpu.js';
import { readCore, sharesBetween } from '../measure/cores.js';
import { disturbancesOf } from '../measure/disturbance.js';
import { atRate } from '../measure/load.js';
import { LOAD_CORE, SERVER_CORE } from '../measure/processes.js';
import type { Question } from '../measure/question.js';
import { percentile } from '../statistics/percentile.js';
import type { Bench } from '../suite/bench.js';
import type { Sample } from '../suite/scenario.js';
import type { EmbeddedGateway } from '../memory/embedded-gateway.js';
import { comparedOf } from './compared.js';

/** What every gateway is asked, and how often. */
export interface Asked {
  readonly load: string;
  readonly question: Question;
  readonly perSecond: number;
}

/** Requests of one turn: short ones, so that a drift of the machine meets all gateways alike. */
const REQUESTS = 100;

/** What one gateway did in a round. */
interface Tally {
  readonly latencies: number[];
  readonly disturbed: Set<string>;
  cpuMs: number;
  compared: number;
}

/** Asks all gateways for one round, a hundred requests at a time, forwards and backwards. */
export async function roundOfTurns(
  bench: Bench,
  gateways: readonly EmbeddedGateway[],
  asked: Asked,
  round: number,
): Promise<readonly Sample[]> {
  const tallies = new Map(gateways.map((gateway) => [gateway, noTally()]));
  const seconds = REQUESTS / asked.perSecond;
  const passes = Math.max(1, Math.round(bench.amounts.seconds / (2 * seconds)));
  for (let pass = 0; pass < passes; pass++)
    for (const gateway of [...gateways, ...gateways.toReversed()])
      await takeTurn(bench, gateway, asked, tallies.get(gateway) ?? noTally());
  return [...tallies].map(([{ entrant }, { latencies, disturbed, ...sums }]) => {
    const sorted = latencies.toSorted((a, b) => a - b);
    return {
      contestant: entrant.name,
      load: asked.load,
      round,
      figures: {
        p50Ms: percentile(sorted, 0.5) ?? NaN,
        p99Ms: percentile(sorted, 0.99) ?? NaN,
        cpuMs: sums.cpuMs / sorted.length,
        comparedPercent: (sums.compared / sorted.length) * 100,
      },
      disturbed: [...disturbed],
    };
  });
}

const noTally = (): Tally => ({ latencies: [], disturbed: new Set(), cpuMs: 0, compared: 0 });

async function takeTurn(
  { sequence, signal }: Bench,
  { url, pid }: EmbeddedGateway,
  { question, perSecond }: Asked,
  tally: Tally,
): Promise<void> {
  const before = {
    compared: await comparedOf(url),
    cpu: cpuMs(pid),
    load: readCore(LOAD_CORE),
    server: readCore(SERVER_CORE),
  };
  const loaded = await atRate(
    { url, question, from: sequence.next, signal },
    perSecond,
    REQUESTS / perSecond,
  );
  sequence.next = loaded.next;
  const cpu = cpuMs(pid) - before.cpu;
  const load = sharesBetween(before.load, readCore(LOAD_CORE));
  const server = sharesBetween(before.server, readCore(SERVER_CORE));
  tally.latencies.push(...loaded.latencies);
  tally.cpuMs += cpu;
  tally.compared += (await comparedOf(url)) - before.compared;
  const disturbances = disturbancesOf({
    degraded: loaded.degraded,
    loadBusy: load.busy,
    strangers: Math.max(0, server.processes - cpu / (loaded.seconds * 1_000)),
    stolen: Math.max(load.stolen, server.stolen),
  });
  for (const one of disturbances) tally.disturbed.add(one);
}
