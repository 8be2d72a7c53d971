import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs, rssBytes } from '../measure/cpu.js';
import { readMetric } from '../measure/prometheus.js';
import type { Bench } from '../suite/bench.js';
import type { Sample } from '../suite/scenario.js';
import type { EmbeddedGateway } from './embedded-gateway.js';
import { growingClasses, type GrowingClass } from './growth.js';
import type { HeapSnapshots } from './heap-snapshots.js';
import { bytesOf, type HeapSummary } from './heap-summary.js';
import { impatientLoad } from './impatient-load.js';
import { mixedRequest } from './mixed-traffic.js';

/** Rounds of load and calm, and their lengths in seconds. */
export const ROUNDS = 5;
const LOAD_SECONDS = 30;
const CALM_SECONDS = 10;
const LEAVING = 0.1;

/** Names of loads in samples. */
export const afterRound = (round: number): string => `after round ${round}`;
export const ALL_SNAPSHOTS = 'all snapshots';

/** Memory as it is at the end of each calm; nothing asks for a collection. */
export async function calmRounds(
  bench: Bench,
  gateway: EmbeddedGateway,
  perSecond: number,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const { ends, cpuMs } = await loadAndCalm(bench, gateway, perSecond);
    const rssMb = rssBytes(gateway.pid) / 1e6;
    const keptMb = (await readMetric(gateway.url, 'vitrine_lkg_bytes')) / 1e6;
    const figures = { rssMb, cpuMs, keptMb };
    samples.push({ contestant: gateway.entrant.name, load: afterRound(round), round: 1, figures });
    bench.say(`  ${gateway.entrant.name}, ${afterRound(round)}: ${rssMb.toFixed(0)} MB; ${inWords(ends)}`);
  }
  return samples;
}

/** As many rounds, with a heap snapshot after each: writing one takes memory that the process does not give back soon. */
export async function snapshotRounds(
  bench: Bench,
  gateway: EmbeddedGateway,
  perSecond: number,
  snapshots: HeapSnapshots,
): Promise<{ readonly samples: readonly Sample[]; readonly growing: readonly GrowingClass[] }> {
  const contestant = gateway.entrant.name;
  const samples: Sample[] = [];
  const heaps: HeapSummary[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    await loadAndCalm(bench, gateway, perSecond);
    const heap = await snapshots.take(gateway.pid);
    heaps.push(heap);
    const heapMb = bytesOf(heap) / 1e6;
    samples.push({ contestant, load: `snapshot ${round}`, round: 1, figures: { heapMb } });
    bench.say(`  ${contestant}, snapshot ${round}: ${heapMb.toFixed(1)} MB are alive`);
  }
  const growing = growingClasses(heaps);
  samples.push({ contestant, load: ALL_SNAPSHOTS, round: 1, figures: { growing: growing.length } });
  return { samples, growing };
}

async function loadAndCalm({ sequence, signal }: Bench, { pid, url }: EmbeddedGateway, perSecond: number) {
  const before = cpuMs(pid);
  const { ends, latencies, next } = await impatientLoad({
    url,
    request: mixedRequest,
    perSecond,
    seconds: LOAD_SECONDS,
    leaving: LEAVING,
    from: sequence.next,
    signal,
  });
  sequence.next = next;
  const used = cpuMs(pid) - before;
  await sleep(CALM_SECONDS * 1_000, undefined, { signal });
  return { ends, cpuMs: used / latencies.length };
}

const inWords = (ends: ReadonlyMap<number | string, number>): string =>
  [...ends].map(([end, times]) => `${times} × ${end}`).join(', ');
