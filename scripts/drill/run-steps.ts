import type { Administration } from './administration.js';
import type { Clock } from './clock.js';
import type { Load } from './load.js';
import { isWarm, recoveredAt, usualOf, type Usual } from './recovery.js';
import { pagesOf, type Sighting } from './sighting.js';
import type { StepResult } from './step-result.js';
import { faultsOf, titleOf, type Step } from './step.js';
import { UsageError } from '../shared/usage-error.js';

/** What the steps work with. */
export interface Stage {
  readonly administration: Administration;
  readonly load: Load;
  readonly clock: Clock;
  /** Length of each fault, ms. */
  readonly stepMs: number;
  /** Ends the drill early. */
  readonly signal: AbortSignal;
  readonly onBegin: (title: string) => void;
  readonly onEnd: (result: StepResult) => void;
}

/** Longest wait for full pages before anything is broken. */
const WARM_UP_MS = 20_000;
/** What is usual is learnt from this long. */
const HEALTHY_MS = 3_000;
/** Longest wait for a recovery. */
const RECOVERY_MS = 30_000;
/** How often recovery is looked for. */
const LOOK_MS = 50;
/** A fault outlives its step by so much at most, should the drill be killed. */
const FAULT_MARGIN_MS = 10_000;

/** Title of the look at the healthy feed. */
export const HEALTHY = 'nothing broken';

/**
 * Looks at the healthy feed, then carries out the steps one after the other. Faults may be in force when it throws: the caller
 * repairs.
 * @throws UsageError when pages are not full to begin with
 */
export async function runSteps(steps: readonly Step[], stage: Stage): Promise<readonly StepResult[]> {
  const healthy = await lookAtHealthy(stage);
  const usual = usualOf(healthy.during);
  const results = [healthy];
  for (const step of steps) results.push(await runStep(step, usual, stage));
  return results;
}

async function lookAtHealthy({ load, clock, signal, onBegin, onEnd }: Stage): Promise<StepResult> {
  onBegin(HEALTHY);
  const begun = clock.now();
  while (!isWarm(load.sightings) && clock.now() - begun < WARM_UP_MS) await clock.sleep(LOOK_MS, signal);
  const from = clock.now();
  await clock.sleep(HEALTHY_MS, signal);
  const repairedAt = clock.now();
  await load.answeredUntil(repairedAt);
  const during = between(load.sightings, from, repairedAt);
  const pages = pagesOf(during);
  if (!pages.some(({ verdict }) => verdict === 'full'))
    throw new UsageError(
      `No page is full even before anything is broken: ${pages[0]?.wrong ?? 'no answers'}`,
      'Look at what the gateway logs; npm start without settings serves full pages.',
    );
  const result = {
    title: HEALTHY,
    target: null,
    form: null,
    from,
    repairedAt,
    backAfterMs: 0,
    during,
    after: [],
  };
  onEnd(result);
  return result;
}

async function runStep(step: Step, usual: Usual, stage: Stage): Promise<StepResult> {
  const { administration, load, clock, stepMs, signal } = stage;
  const title = titleOf(step);
  stage.onBegin(title);
  const from = clock.now();
  const faults = faultsOf(step, stepMs + FAULT_MARGIN_MS);
  await Promise.all(step.upstreams.map((name) => administration.break(name, faults)));
  await clock.sleep(stepMs, signal);
  await administration.repair();
  const repairedAt = clock.now();
  const back = await waitForRecovery(repairedAt, usual, stage);
  await load.answeredUntil(repairedAt);
  const result: StepResult = {
    title,
    target: step.target,
    form: step.form,
    from,
    repairedAt,
    backAfterMs: back === null ? null : back - repairedAt,
    during: between(load.sightings, from, repairedAt),
    after: between(load.sightings, repairedAt, Infinity),
  };
  stage.onEnd(result);
  return result;
}

async function waitForRecovery(
  repairedAt: number,
  usual: Usual,
  { load, clock, signal }: Stage,
): Promise<number | null> {
  while (clock.now() - repairedAt < RECOVERY_MS) {
    await clock.sleep(LOOK_MS, signal);
    const moment = recoveredAt(between(load.sightings, repairedAt, Infinity), usual);
    if (moment !== null) return moment;
  }
  return null;
}

const between = (sightings: readonly Sighting[], from: number, until: number): readonly Sighting[] =>
  sightings.filter(({ at }) => at >= from && at < until).toSorted((a, b) => a.at - b.at);
