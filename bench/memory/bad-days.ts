import { setTimeout as sleep } from 'node:timers/promises';
import { cpuMs } from '../measure/cpu.js';
import { percentile } from '../statistics/percentile.js';
import type { Bench } from '../suite/bench.js';
import type { Sample } from '../suite/scenario.js';
import type { EmbeddedGateway } from './embedded-gateway.js';
import { impatientLoad } from './impatient-load.js';
import { mixedRequest } from './mixed-traffic.js';
import { badDay } from './service-faults.js';

/** Loads of the comparison. */
export const HEALTHY = 'healthy services';
export const BAD_DAY = 'bad day';

/** Breakers look back for so long (ms): what came before is forgotten then. */
const FORGOTTEN_MS = 10_000;
/** Statuses of answers; all others are refusals for lack of room, or failures. */
const ANSWERED = [200, 400];

/** The same traffic on healthy services and on a bad day, in alternating rounds. */
export async function badDays(
  bench: Bench,
  gateway: EmbeddedGateway,
  perSecond: number,
): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  for (let round = 1; round <= bench.amounts.rounds; round++)
    for (const load of round % 2 === 1 ? [HEALTHY, BAD_DAY] : [BAD_DAY, HEALTHY]) {
      if (load === BAD_DAY) await gateway.breakServices(badDay);
      else await gateway.repairServices();
      await sleep(FORGOTTEN_MS, undefined, { signal: bench.signal });
      const figures = await measureDay(bench, gateway, perSecond);
      samples.push({ contestant: gateway.entrant.name, load, round, figures });
      bench.say(
        `  ${load}, round ${round}: ${figures.calls.toFixed(2)} calls per answer, p99 ${figures.p99Ms.toFixed(0)} ms`,
      );
    }
  return samples;
}

async function measureDay({ amounts, sequence, signal }: Bench, gateway: EmbeddedGateway, perSecond: number) {
  const before = { cpu: cpuMs(gateway.pid), calls: await gateway.calls() };
  const { ends, degraded, latencies, next } = await impatientLoad({
    url: gateway.url,
    request: mixedRequest,
    perSecond,
    seconds: amounts.seconds,
    leaving: 0,
    from: sequence.next,
    signal,
  });
  const asked = next - sequence.next;
  sequence.next = next;
  const answered = ANSWERED.reduce((sum, status) => sum + (ends.get(status) ?? 0), 0);
  const sorted = latencies.toSorted((a, b) => a - b);
  return {
    cpuMs: (cpuMs(gateway.pid) - before.cpu) / answered,
    calls: ((await gateway.calls()) - before.calls) / answered,
    answeredPercent: (answered / asked) * 100,
    degradedPercent: (degraded / answered) * 100,
    p50Ms: percentile(sorted, 0.5) ?? NaN,
    p99Ms: percentile(sorted, 0.99) ?? NaN,
  };
}
