import { atRate, type Loaded } from '../measure/load.js';
import type { Question } from '../measure/question.js';
import { watch, type Watched } from '../measure/watch.js';
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
/** Sent before them, uncounted: a gateway that waited for its turn has closed connections and stale caches. */
const LEAD_IN = 12;
const MOST_TRIES = 3;

/** What came of a round. */
export interface Round {
  readonly samples: readonly Sample[];
  /** By name of the contestant: latencies of each turn, in ms. */
  readonly turns: ReadonlyMap<string, readonly (readonly number[])[]>;
}

/** What one gateway did in one turn. */
interface Turn extends Watched {
  readonly latencies: readonly number[];
  readonly compared: number;
  readonly degraded: number;
}

/** Asks all gateways for one round, a hundred requests at a time, forwards and backwards. */
export async function roundOfTurns(
  bench: Bench,
  gateways: readonly EmbeddedGateway[],
  asked: Asked,
  round: number,
): Promise<Round> {
  const taken = new Map<EmbeddedGateway, Turn[]>(gateways.map((gateway) => [gateway, []]));
  const others = (gateway: EmbeddedGateway) =>
    gateways.filter((other) => other !== gateway).map(({ pid }) => pid);
  const passes = Math.max(1, Math.round((bench.amounts.seconds * asked.perSecond) / (2 * REQUESTS)));
  for (let pass = 0; pass < passes; pass++)
    for (const gateway of [...gateways, ...gateways.toReversed()])
      taken.get(gateway)?.push(await quietTurn(bench, gateway, others(gateway), asked));
  const named = [...taken].map(([{ entrant }, turns]) => [entrant.name, turns] as const);
  return {
    samples: named.map(([contestant, turns]) => ({
      ...{ contestant, load: asked.load, round },
      figures: figuresOf(turns),
      disturbed: [...new Set(turns.flatMap(({ disturbed }) => disturbed))],
    })),
    turns: new Map(named.map(([name, turns]) => [name, turns.map(({ latencies }) => latencies)])),
  };
}

function figuresOf(turns: readonly Turn[]): Sample['figures'] {
  const sorted = turns.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  const sum = (pick: (turn: Turn) => number) => turns.reduce((total, turn) => total + pick(turn), 0);
  return {
    p50Ms: percentile(sorted, 0.5) ?? NaN,
    p99Ms: percentile(sorted, 0.99) ?? NaN,
    cpuMs: sum((turn) => turn.cpuMs) / sorted.length,
    comparedPercent: (sum((turn) => turn.compared) / sorted.length) * 100,
    degradedPercent: (sum((turn) => turn.degraded) / (turns.length * REQUESTS)) * 100,
  };
}

/** A turn that somebody else's work disturbed is taken again. */
async function quietTurn(
  bench: Bench,
  gateway: EmbeddedGateway,
  neighbours: readonly number[],
  asked: Asked,
): Promise<Turn> {
  for (let tries = 1; ; tries++) {
    const turn = await takeTurn(bench, gateway, neighbours, asked);
    if (process.env['DBG'])
      console.log(gateway.entrant.name, turn.disturbed.join('; '), turn.latencies.length);
    if (turn.disturbed.length === 0 || tries === MOST_TRIES) return turn;
  }
}

/** Asks a gateway for as long as a warm-up takes. Every gateway gets as many requests. */
export async function warmUp(bench: Bench, gateway: EmbeddedGateway, asked: Asked): Promise<void> {
  await send(bench, gateway, asked, bench.amounts.warmUpSeconds * asked.perSecond);
}

async function takeTurn(
  bench: Bench,
  gateway: EmbeddedGateway,
  neighbours: readonly number[],
  asked: Asked,
): Promise<Turn> {
  const { url, pid } = gateway;
  await send(bench, gateway, asked, LEAD_IN);
  const compared = await comparedOf(url);
  const seen = watch(pid, neighbours);
  const loaded = await send(bench, gateway, asked, REQUESTS);
  return {
    // A call that takes longer than it may degrades an answer, as often behind each gateway: that disturbs nothing.
    ...seen({ ...loaded, degraded: 0 }),
    latencies: loaded.latencies,
    degraded: loaded.degraded,
    compared: (await comparedOf(url)) - compared,
  };
}

async function send(
  { sequence, signal }: Bench,
  { url }: EmbeddedGateway,
  { question, perSecond }: Asked,
  requests: number,
): Promise<Loaded> {
  const loaded = await atRate(
    { url, question, from: sequence.next, signal },
    perSecond,
    requests / perSecond,
  );
  sequence.next = loaded.next;
  return loaded;
}
