import { HistoryError } from '../../rollout/fleet/history.js';
import { EVALUATE_USAGE, readEvaluateOptions, type EvaluateOptions } from './evaluate-options.js';
import { FleetCheck } from './fleet-check.js';
import { FleetFiles } from './fleet-files.js';
import { scrape } from './scrape.js';
import type { SubCommand, Surroundings } from './sub-command.js';
import { UsageError } from '../shared/usage-error.js';

/** Watches both arms of every rule over the metrics of all instances, and reduces what is bad. */
export const EVALUATE: SubCommand = { usage: EVALUATE_USAGE, run: runEvaluate };

async function runEvaluate(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const options = readEvaluateOptions(args);
  const files = new FleetFiles(options);
  await files.rules();
  const check = new FleetCheck(
    { options, files, surroundings, scrape: (url) => scrape(url, surroundings.signal) },
    await historyOf(files, options),
  );
  const code = await watch(check, options, surroundings);
  await tried(() => check.measure(true), surroundings.err);
  return code;
}

async function watch(
  check: FleetCheck,
  { everyMs, once }: EvaluateOptions,
  { sleep, signal, err }: Surroundings,
): Promise<number> {
  // What the counters say at first is where counting begins.
  await check.scrapeAll();
  for (;;) {
    const isOver = await sleep(everyMs, signal).then(
      () => false,
      () => true,
    );
    if (isOver) return 0;
    await check.scrapeAll();
    const areHeld = await tried(() => check.judgeAll(), err);
    if (once) return areHeld === true ? 0 : 1;
  }
}

/** Rules that somebody breaks, or a disk that is full, must not end the watch: it is tried again. Undefined: it came to nothing. */
async function tried<T>(work: () => Promise<T>, err: Surroundings['err']): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    err(`This check came to nothing: ${error instanceof Error ? error.message : String(error)}\n`);
    return undefined;
  }
}

async function historyOf(files: FleetFiles, { history }: EvaluateOptions) {
  try {
    return await files.history();
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    throw new UsageError(
      `${history ?? ''}: ${error.message}`,
      'Correct the line, or name another --history.',
    );
  }
}
