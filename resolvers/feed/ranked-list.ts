import type { MixInput } from '../../mixing/mix.types.js';
import { likelyPins } from '../../mixing/pin-candidates.js';
import { wasDropped, type Contents } from './contents.js';
import type { RankedPage } from './recommendations.js';

/**
 * Takes out of the ranked list what no page may place from it: contents that were dropped, and counted, when they were read,
 * and contents of slots, which the algorithm was told to leave out. One that is pinned on this page stays: its pin wants the
 * trace.
 */
export function cleanRanked(input: MixInput, { withheld }: RankedPage, contents: Contents): MixInput {
  const algorithm = input.algorithm.filter(({ key }) => !wasDropped(key, contents));
  if (!algorithm.some(({ key }) => withheld.has(key))) return { ...input, algorithm };
  const pins = new Set(likelyPins(input));
  return { ...input, algorithm: algorithm.filter(({ key }) => !withheld.has(key) || pins.has(key)) };
}
