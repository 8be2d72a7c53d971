import { readCore, sharesBetween } from '../measure/cores.js';
import { cpuMs, rssBytes } from '../measure/cpu.js';
import { disturbancesOf } from '../measure/disturbance.js';
import { atRate, saturate, type Load } from '../measure/load.js';
import { LOAD_CORE, SERVER_CORE } from '../measure/processes.js';
import { isExpected, WrongAnswer, type Question } from '../measure/question.js';
import type { Bench, Server } from './bench.js';
import type { Measurement } from './measurement.js';

/** What is sent while it is measured: so many requests at a time, or so many a second. */
export type LoadPlan =
  | { readonly name: string; readonly concurrency: number }
  | { readonly name: string; readonly perSecond: number };

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
  const load: Load = { url: server.url, question, from: sequence.next, signal };
  const sending =
    'concurrency' in plan ? saturate(load, plan.concurrency, seconds) : atRate(load, plan.perSecond, seconds);
  const loaded = await Promise.race([sending, server.ended]);
  const cpu = cpuMs(server.pid);
  const loadShares = sharesBetween(before.loadCore, readCore(LOAD_CORE));
  const serverShares = sharesBetween(before.serverCore, readCore(SERVER_CORE));
  const after = await read();
  sequence.next = loaded.next;
  for (const { index, body } of loaded.kept)
    if (!isExpected(body, question.expected(index)))
      throw new WrongAnswer(`${server.contestant.title} gave other data than expected to request ${index}`);
  const used = cpu - before.cpu;
  const degraded = loaded.degraded > 0 ? [`${loaded.degraded} answers were degraded`] : [];
  return {
    cpuMs: used,
    answers: loaded.answers,
    seconds: loaded.seconds,
    calls: after.calls - before.calls,
    bytes: loaded.bytes,
    rssBytes: rssBytes(server.pid),
    latencies: loaded.latencies,
    vitals: before.vitals &&
      after.vitals && {
        gcMs: after.vitals.gcMs - before.vitals.gcMs,
        loopP99Ms: after.vitals.loopP99Ms,
      },
    proven: before.proof === null || after.proof === null ? null : after.proof - before.proof,
    disturbed: [
      ...degraded,
      ...disturbancesOf({
        loadBusy: loadShares.busy,
        strangers: Math.max(0, serverShares.processes - used / (loaded.seconds * 1_000)),
        stolen: Math.max(loadShares.stolen, serverShares.stolen),
      }),
    ],
  };
}
