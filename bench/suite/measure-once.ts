import { setTimeout as sleep } from 'node:timers/promises';
import { readCore, sharesBetween } from '../measure/cores.js';
import { cpuMs, rssBytes } from '../measure/cpu.js';
import { disturbancesOf } from '../measure/disturbance.js';
import { atRate, saturate, type Load, type Loaded } from '../measure/load.js';
import { LOAD_CORE, SERVER_CORE } from '../measure/processes.js';
import type { Vitals } from '../measure/prometheus.js';
import { isExpected, WrongAnswer, type Question } from '../measure/question.js';
import type { Bench, Server } from './bench.js';
import type { Measurement } from './measurement.js';

/** What is sent while it is measured: so many requests at a time, or so many a second. */
export type LoadPlan =
  | { readonly name: string; readonly concurrency: number }
  | { readonly name: string; readonly perSecond: number };

/** A process that was killed is known to have ended within this. */
const ENDING_MS = 200;

/**
 * Puts one server under load and reads before and after what it used.
 * @throws WrongAnswer when an answer was not what was asked for
 */
export async function measureOnce(
  bench: Bench,
  server: Server,
  question: Question,
  plan: LoadPlan,
  seconds: number,
): Promise<Measurement> {
  const { signal, sequence } = bench;
  const standIn = await bench.standIn();
  const read = async () => ({
    proof: (await server.contestant.proof?.read(server.url)) ?? null,
    vitals: (await server.contestant.vitals?.(server.url)) ?? null,
    calls: await standIn.calls(),
    loadCore: readCore(LOAD_CORE),
    serverCore: readCore(SERVER_CORE),
    cpu: cpuMs(server.pid),
  });
  const before = await read();
  const loaded = await send({ url: server.url, question, from: sequence.next, signal }, plan, seconds).catch(
    (error: unknown) => explained(error, server),
  );
  const cpu = cpuMs(server.pid) - before.cpu;
  const loadShares = sharesBetween(before.loadCore, readCore(LOAD_CORE));
  const serverShares = sharesBetween(before.serverCore, readCore(SERVER_CORE));
  const after = await read();
  sequence.next = loaded.next;
  refuseWrong(loaded, server, question);
  return {
    cpuMs: cpu,
    answers: loaded.answers,
    seconds: loaded.seconds,
    calls: after.calls - before.calls,
    bytes: loaded.bytes,
    rssBytes: rssBytes(server.pid),
    latencies: loaded.latencies,
    vitals: before.vitals && after.vitals && vitalsBetween(before.vitals, after.vitals),
    proven: before.proof === null || after.proof === null ? null : after.proof - before.proof,
    disturbed: disturbancesOf({
      degraded: loaded.degraded,
      loadBusy: loadShares.busy,
      strangers: Math.max(0, serverShares.processes - cpu / (loaded.seconds * 1_000)),
      stolen: Math.max(loadShares.stolen, serverShares.stolen),
    }),
  };
}

/** Compares answers with the expected ones, now that nothing is measured. */
function refuseWrong({ kept }: Loaded, { contestant }: Server, { expected, comparable }: Question): void {
  const wrong = kept.find(({ index, body }) => !isExpected(body, expected(index), comparable));
  if (wrong)
    throw new WrongAnswer(`${contestant.title} gave other data than expected to request ${wrong.index}`);
}

/** The delay was read anew, the collector's time adds up. */
const vitalsBetween = (before: Vitals, { gcMs, loopP99Ms }: Vitals): Vitals => ({
  gcMs: gcMs - before.gcMs,
  loopP99Ms,
});

const send = (load: Load, plan: LoadPlan, seconds: number): Promise<Loaded> =>
  'concurrency' in plan ? saturate(load, plan.concurrency, seconds) : atRate(load, plan.perSecond, seconds);

/** A server that ended is seen as a broken connection first; what ended says more. */
async function explained(error: unknown, { ended }: Server): Promise<never> {
  await Promise.race([ended, sleep(ENDING_MS)]);
  throw error;
}
