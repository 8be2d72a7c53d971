import { setTimeout as sleep } from 'node:timers/promises';
import { readMetric } from '../measure/prometheus.js';
import { cpuMs, rssBytes } from '../measure/cpu.js';
import type { Bench } from '../suite/bench.js';
import type { Sample } from '../suite/scenario.js';
import type { EmbeddedGateway } from './embedded-gateway.js';
import { growingClasses, type GrowingClass } from './growth.js';
import type { HeapSnapshots } from './heap-snapshots.js';
import type { HeapSummary } from './heap-summary.js';
import { impatientLoad } from './impatient-load.js';
import { mixedRequest } from './mixed-traffic.js';
import { TENTH_BROKEN } from './service-faults.js';

/** Rounds of load and calm, and their lengths in seconds. */
export const ROUNDS = 5;
const LOAD_SECONDS = 30;
const CALM_SECONDS = 10;
const LEAVING = 0.1;

/** What came of the rounds. */
export interface CalmRounds {
  readonly samples: readonly Sample[];
  readonly growing: readonly GrowingClass[];
}

/**
 * Rounds of load, a tenth of all calls broken and a tenth of all clients leaving, each with a time of calm after it. Memory is
 * read at the end of each calm, before a heap snapshot is taken.
 */
export async function calmRounds(
  bench: Bench,
  gateway: EmbeddedGateway,
  snapshots: HeapSnapshots,
  perSecond: number,
): Promise<CalmRounds> {
  const { signal, sequence } = bench;
  const { name: contestant } = gateway.entrant;
  const samples: Sample[] = [];
  const heaps: HeapSummary[] = [];
  await gateway.breakServices(() => TENTH_BROKEN);
  for (let round = 1; round <= ROUNDS; round++) {
    const cpu = cpuMs(gateway.pid);
    const load = { url: gateway.url, request: mixedRequest, perSecond, seconds: LOAD_SECONDS };
    const { ends, latencies, next } = await impatientLoad({
      ...load,
      leaving: LEAVING,
      from: sequence.next,
      signal,
    });
    sequence.next = next;
    const used = cpuMs(gateway.pid) - cpu;
    await sleep(CALM_SECONDS * 1_000, undefined, { signal });
    const rssMb = rssBytes(gateway.pid) / 1e6;
    heaps.push(await snapshots.take(gateway.pid));
    samples.push({
      contestant,
      load: `after round ${round}`,
      round: 1,
      figures: {
        rssMb,
        heapMb: bytesOf(heaps.at(-1)) / 1e6,
        cpuMs: used / latencies.length,
        left: ends.get('left') ?? 0,
        keptMb: (await readMetric(gateway.url, 'vitrine_lkg_bytes')) / 1e6,
      },
    });
    bench.say(`  ${contestant}, round ${round}: ${rssMb.toFixed(0)} MB, ${inWords(ends)}`);
  }
  const growing = growingClasses(heaps);
  samples.push({ contestant, load: 'all rounds', round: 1, figures: { growing: growing.length } });
  return { samples, growing };
}

const bytesOf = (heap: HeapSummary | undefined): number =>
  [...(heap ?? new Map<string, { bytes: number }>()).values()].reduce((sum, { bytes }) => sum + bytes, 0);

const inWords = (ends: ReadonlyMap<number | string, number>): string =>
  [...ends].map(([end, times]) => `${times} × ${end}`).join(', ');
