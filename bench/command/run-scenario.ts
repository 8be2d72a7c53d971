import type { BenchRecord } from '../report/record.js';
import { readSurroundings } from '../report/surroundings.js';
import type { Amounts } from '../suite/bench.js';
import { openBench } from '../suite/open-bench.js';
import type { Scenario } from '../suite/scenario.js';

/** What a run of a scenario needs of its process. */
export interface RunParts {
  readonly amounts: Amounts;
  readonly signal: AbortSignal;
  /** Wall clock, epoch ms: dates the record. */
  readonly wallNow: () => number;
  readonly say: (line: string) => void;
}

/** Runs a scenario and ends all that it started, whatever happens. Throws what the scenario throws. */
export async function runScenario(scenario: Scenario, parts: RunParts): Promise<BenchRecord> {
  const { amounts, signal, wallNow, say } = parts;
  const { id, title, about, figures, claims } = scenario;
  const startedAt = new Date(wallNow()).toISOString();
  const bench = openBench(amounts, signal, say);
  try {
    const measured = await scenario.run(bench);
    return {
      scenario: { id, title, about, figures: [...figures], claims: [...claims] },
      command: commandFor(id, amounts),
      startedAt,
      amounts,
      surroundings: readSurroundings(),
      entrants: [...measured.entrants],
      samples: measured.samples.map(({ disturbed = [], figures: numbers, ...sample }) => ({
        ...sample,
        figures: finite(numbers),
        disturbed: [...disturbed],
      })),
      notes: [...measured.notes],
      flaws: [...measured.flaws],
    };
  } finally {
    await bench.close();
  }
}

const commandFor = (id: string, { quick, rounds, seconds }: Amounts): string =>
  `npm run bench -- ${quick ? '--quick ' : ''}--only ${id} --rounds ${rounds} --seconds ${seconds}`;

/** JSON has no other numbers; what was not measured is left out. */
const finite = (figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)));
