import type { MixInput } from '../../mixing/mix.types.js';
import { likelyPins } from '../../mixing/pin-candidates.js';
import { wasDropped, type Contents } from './contents.js';

/**
 * Takes out of the ranked list what no page may place from it: contents that were dropped, and counted, when they were read,
 * and contents planned for slots, which shown earlier would cost their slots their places. What a slot of this page shows
 * stays: its pin wants the trace.
 */
export function cleanRanked(input: MixInput, planned: ReadonlySet<string>, contents: Contents): MixInput {
  const algorithm = input.algorithm.filter(({ key }) => !wasDropped(key, contents));
  if (!algorithm.some(({ key }) => planned.has(key))) return { ...input, algorithm };
  const pins = new Set(likelyPins(input));
  return { ...input, algorithm: algorithm.filter(({ key }) => !planned.has(key) || pins.has(key)) };
}
