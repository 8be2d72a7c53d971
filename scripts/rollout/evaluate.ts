import { HistoryError } from '../../rollout/fleet/history.js';
import { EVALUATE_USAGE, readEvaluateOptions, type EvaluateOptions } from './evaluate-options.js';
import { FleetCheck } from './fleet-check.js';
import { FleetFiles } from './fleet-files.js';
import { scrape } from './scrape.js';
import type { SubCommand, Surroundings } from './sub-command.js';
import { UsageError } from './usage-error.js';

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
  try {
    return await watch(check, options, surroundings);
  } finally {
    await check.measure(true);
  }
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
    const outcome = await judge(check, err);
    if (once) return outcome === 'held' ? 0 : 1;
  }
}

/** A rules file that somebody breaks, or a disk that is full, must not end the watch: it is tried again. */
async function judge(check: FleetCheck, err: Surroundings['err']): Promise<'held' | 'reduced' | 'failed'> {
  try {
    return (await check.judgeAll()) ? 'reduced' : 'held';
  } catch (error) {
    err(`This check came to nothing: ${error instanceof Error ? error.message : String(error)}\n`);
    return 'failed';
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
