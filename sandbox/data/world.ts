import type { Chance } from './chance.js';
import type { Ms } from './ids.js';

/** What every record is computed from. */
export interface World {
  readonly chance: Chance;
  /** Wall clock, injected. */
  readonly now: () => Ms;
  /** Switched while running by the administration; dirty data off means every record is complete and valid. */
  readonly settings: { dirty: boolean };
  /** Whether LEGACY differs from the other services in the ways of `services/legacy/differences.ts`. */
  readonly legacyDiffers: boolean;
  /** `http://127.0.0.1:PORT` of the pictures listener. */
  readonly mediaOrigin: string;
}

/** One minute. */
export const MINUTE: Ms = 60_000;
/** One hour. */
export const HOUR: Ms = 3_600_000;
/** One day. */
export const DAY: Ms = 86_400_000;

/** The last full step at or before an instant. */
export function floorTo(step: Ms, at: Ms): Ms {
  return Math.floor(at / step) * step;
}
