import { join } from 'node:path';
import { startSandbox } from '../../src/startup/sandbox-process.js';
import { BARE, BUNDLE, coldContestants, type ColdContestant } from '../cold-start/contestants.js';
import { firstPageEvent, wrongWith } from '../cold-start/first-page.js';
import { COLD_FIGURES, coldFigures } from '../cold-start/figures.js';
import { spawnCold, type ColdStart } from '../cold-start/spawn-cold.js';
import { percentile } from '../statistics/percentile.js';
import type { Bench } from '../suite/bench.js';
import type { Claim, Sample, Scenario } from '../suite/scenario.js';

const SANDBOX = join(import.meta.dirname, '../../sandbox/main.js');
const READY_WITHIN_MS = 30_000;
const SPAWNS = 30;
const QUICK_SPAWNS = 7;
/** A first answer that is not right is no sample: so many are asked for in its place before the run has no result. */
const ATTEMPTS = 20;
const LOAD = 'spawn to first answer';
const NOBODY_ELSE = {
  SANDBOX_PROFILE: 'none',
  SANDBOX_DIRTY: 'off',
  SANDBOX_MEDIA_ORIGIN: 'https://img.example.com',
};

const claim = (figure: string, title: string, part: Pick<Claim, 'to' | 'goal'>): Claim => ({
  id: `S9-${figure}${part.to ? '-bare' : ''}`,
  title,
  figure,
  of: { contestant: BUNDLE.name, load: LOAD },
  ...part,
});
const bare = { contestant: BARE.name, load: LOAD };

/** S9: how long the first viewer waits whose event starts a process. */
export const S9: Scenario = {
  id: 'S9',
  title: 'Cold start',
  about:
    'A process is spawned that loads the handler of a function and is handed one event: the home tab (`FeedFull`, ten cards), asked ' +
    'of the embedded services, which are running and answer without delay. The clock runs from before the spawn until the answer ' +
    'has been read; it counts when the page is whole: not degraded, made with its slot plan. One process at a time, in turns.',
  quick: true,
  figures: COLD_FIGURES,
  claims: [
    claim('ms', 'Vitrine ÷ bare Node and undici, ms to the first right answer', {
      to: bare,
      goal: { atMost: 1.3 },
    }),
    claim('cpuMs', 'Vitrine ÷ bare Node and undici, CPU', { to: bare, goal: { atMost: 1.3 } }),
    claim('ms', 'ms to the first right answer', { to: null, goal: { atMost: 200 } }),
  ],
  async run(bench) {
    const { quick } = bench.amounts;
    Object.assign(process.env, NOBODY_ELSE);
    const sandbox = await startSandbox({
      path: SANDBOX,
      readyWithinMs: READY_WITHIN_MS,
      signal: bench.signal,
    });
    const { contestants, remove } = coldContestants(quick);
    try {
      const env = environment(sandbox.ready.urls);
      const { samples, refused } = await rounds(bench, contestants, env, quick ? QUICK_SPAWNS : SPAWNS);
      return {
        entrants: contestants.map(({ name, title, configuration }) => ({
          name,
          title,
          configuration,
          command: 'node dist/bench/cold-start/invoke.js, and the module',
        })),
        samples,
        notes: [...contestants.map((one) => ninetieth(one, samples)), ...refused],
        flaws: [],
      };
    } finally {
      remove();
      await sandbox.stop();
    }
  },
};

/** What a deployment sets, and nothing more. */
const environment = (urls: Readonly<Record<string, string>>): Record<string, string> => ({
  NODE_ENV: 'production',
  SANDBOX: 'off',
  LOG_LEVEL: 'warn',
  ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [`${name}_URL`, url])),
});

async function rounds(
  bench: Bench,
  contestants: readonly ColdContestant[],
  env: Readonly<Record<string, string>>,
  count: number,
): Promise<{ samples: Sample[]; refused: string[] }> {
  const samples: Sample[] = [];
  const refused = new Map<string, string[]>();
  // The round before the first one is thrown away: it finds the files in no cache.
  for (let round = -1; round < count; round++) {
    bench.signal.throwIfAborted();
    for (const { name, title, module } of round % 2 === 0 ? contestants : contestants.toReversed()) {
      const { start, faults } = await rightStart(module, env);
      if (faults.length > 0) refused.set(title, [...(refused.get(title) ?? []), ...faults]);
      if (round >= 0) samples.push({ contestant: name, load: LOAD, round, figures: coldFigures(start) });
    }
    if (round > 0 && round % 10 === 0) bench.say(`${round} of ${count} spawns each`);
  }
  const sentences = [...refused].map(
    ([title, faults]) =>
      `${title}: ${faults.length} first answers were not right and are not counted (${faults[0]}).`,
  );
  return { samples, refused: sentences };
}

async function rightStart(
  module: string,
  env: Readonly<Record<string, string>>,
): Promise<{ start: ColdStart; faults: string[] }> {
  const faults: string[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const start = await spawnCold(module, firstPageEvent(), env);
    const fault = wrongWith(start);
    if (fault === null) return { start, faults };
    faults.push(fault);
  }
  throw new Error(`${module} gave no right first answer in ${ATTEMPTS} starts: ${faults.join('; ')}`);
}

function ninetieth({ name, title }: ColdContestant, samples: readonly Sample[]): string {
  const taken = samples
    .filter(({ contestant }) => contestant === name)
    .map(({ figures }) => figures['ms'] ?? NaN);
  const p90 =
    percentile(
      taken.toSorted((a, b) => a - b),
      0.9,
    ) ?? NaN;
  return `${title}: nine of ten answered within ${p90.toFixed(0)} ms.`;
}
