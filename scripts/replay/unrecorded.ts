import type { Comparison, Observed } from '../../rollout/comparing/observation.js';

/**
 * Whether a side says what it does for want of a recorded call, and not of itself. A list is made of everything that was asked;
 * a record is not there because nobody may be asked for it.
 */
export function isUnrecorded(
  side: Observed | Comparison['candidate'],
  unrecorded: ReadonlySet<string>,
  ranked: boolean,
): boolean {
  if (unrecorded.size === 0) return false;
  return ranked || (side.kind === 'failed' && side.cls === 'NOT_CONFIGURED');
}
