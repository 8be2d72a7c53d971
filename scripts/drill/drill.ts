import type { Administration } from './administration.js';
import { askOver } from './ask.js';
import type { Clock } from './clock.js';
import { Load } from './load.js';
import { runSteps } from './run-steps.js';
import type { Sighting } from './sighting.js';
import type { StepResult } from './step-result.js';
import type { Step } from './step.js';
import type { Terminal } from './terminal.js';

/** What a drill is made of. */
export interface DrillParts {
  readonly url: string;
  readonly administration: Administration;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly stepMs: number;
  readonly signal: AbortSignal;
}

/** What a drill saw. */
export interface DrillRecord {
  readonly results: readonly StepResult[];
  /** Every answer, those before and between the steps included. */
  readonly sightings: readonly Sighting[];
}

const REPAIR_ATTEMPTS = 3;
const REPAIR_PAUSE_MS = 300;

/** Carries out the steps under load. However it ends, everything is repaired, and the load is over. */
export async function drill(steps: readonly Step[], parts: DrillParts): Promise<DrillRecord> {
  const { url, administration, clock, terminal, stepMs, signal } = parts;
  const load = new Load({ ask: askOver(url), clock, onSighting: (sighting) => terminal.note(sighting) });
  load.start();
  try {
    const results = await runSteps(steps, {
      administration,
      load,
      clock,
      stepMs,
      signal,
      onBegin: (title) => terminal.begin(title),
      onEnd: (result) => terminal.end(result),
    });
    return { results, sightings: load.sightings };
  } finally {
    await Promise.all([repair(parts), load.stop()]);
  }
}

async function repair({ administration, clock, terminal }: DrillParts): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await administration.repair();
      return;
    } catch (error) {
      if (attempt < REPAIR_ATTEMPTS) {
        await clock.sleep(REPAIR_PAUSE_MS);
        continue;
      }
      terminal.erase();
      terminal.say(
        `The faults could not be cleared (${String(error)}): curl -X DELETE ${administration.url}/faults. They end by themselves soon.`,
      );
      return;
    }
  }
}
