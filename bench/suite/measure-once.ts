import { setTimeout as sleep } from 'node:timers/promises';
import { rssBytes } from '../measure/cpu.js';
import { atRate, saturate, type Load, type Loaded } from '../measure/load.js';
import type { Vitals } from '../measure/prometheus.js';
import { isExpected, WrongAnswer, type Question } from '../measure/question.js';
import { watch } from '../measure/watch.js';
import type { Bench, Server } from './bench.js';
import type { Measurement } from './measurement.js';

/** What is sent while it is measured: so many requests at a time, or so many a second. */
export type LoadPlan =
  | { readonly name: string; readonly concurrency: number }
  | { readonly name: string; readonly perSecond: number };

/**
 * A server that waited for its turn has closed connections, let its caches grow old and lost pages of its program: what it pays for
 * that is not measured. Seconds of load before each measurement, at most, and its share of a short one; none in the short form.
 */
const LEAD_IN = { seconds: 1, share: 0.2 };
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
  const standIn = await bench.standIn();
  const read = async () => ({
    proof: (await server.contestant.proof?.read(server.url)) ?? null,
    vitals: (await server.contestant.vitals?.(server.url)) ?? null,
    calls: await standIn.calls(),
  });
  if (!bench.amounts.quick)
    await load(bench, server, question, plan, Math.min(LEAD_IN.seconds, seconds * LEAD_IN.share));
  const before = await read();
  const seen = watch(server.pid);
  const loaded = await load(bench, server, question, plan, seconds);
  const { cpuMs, disturbed } = seen(loaded);
  const after = await read();
  refuseWrong(loaded, server, question);
  return {
    cpuMs,
    answers: loaded.answers,
    seconds: loaded.seconds,
    calls: after.calls - before.calls,
    bytes: loaded.bytes,
    rssBytes: rssBytes(server.pid),
    latencies: loaded.latencies,
    vitals: before.vitals && after.vitals && vitalsBetween(before.vitals, after.vitals),
    proven: before.proof === null || after.proof === null ? null : after.proof - before.proof,
    disturbed,
  };
}

async function load(
  { sequence, signal }: Bench,
  server: Server,
  question: Question,
  plan: LoadPlan,
  seconds: number,
): Promise<Loaded> {
  const loaded = await send({ url: server.url, question, from: sequence.next, signal }, plan, seconds).catch(
    (error: unknown) => explained(error, server),
  );
  sequence.next = loaded.next;
  return loaded;
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
