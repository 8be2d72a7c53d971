import type { Sighting } from './sighting.js';
import type { Form } from './step.js';

/** A step and what viewers saw of it. */
export interface StepResult {
  /** For example `PRICING killed`. */
  readonly title: string;
  /** What was broken; null: nothing. */
  readonly target: string | null;
  /** How; null: nothing was broken. */
  readonly form: Form | null;
  /** When it was broken and when it was repaired, on the clock of the sightings. */
  readonly from: number;
  readonly repairedAt: number;
  /** From the repair until answers were as usual; null: they were not, as long as the drill waited. */
  readonly backAfterMs: number | null;
  /** Answers to what was asked while it was broken. */
  readonly during: readonly Sighting[];
  /** Answers to what was asked from the repair to the end of the step. */
  readonly after: readonly Sighting[];
}

/** All answers that a step is judged by. */
export const seenIn = ({ during, after }: StepResult): readonly Sighting[] => [...during, ...after];
