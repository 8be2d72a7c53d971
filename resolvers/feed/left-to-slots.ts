import { likelyPins } from '../../mixing/pin-candidates.js';
import type { MixInput } from '../../mixing/mix.types.js';
import type { GatewayContext } from '../gateway-context.js';

/**
 * Takes out of the algorithm's list what it was told to leave to slots and returned all the same (RC_REPEATED): shown before
 * its slot, it would cost the slot its place. What a slot of this page shows stays, so that the pin gets its trace.
 */
export function leaveToSlots(
  input: MixInput,
  planned: ReadonlySet<string>,
  { count }: GatewayContext,
): MixInput {
  if (!input.algorithm.some(({ key }) => planned.has(key))) return input;
  const pins = new Set(likelyPins(input));
  const algorithm = input.algorithm.filter(({ key }) => !planned.has(key) || pins.has(key));
  const repeated = input.algorithm.length - algorithm.length;
  if (repeated > 0) count('RC_REPEATED', repeated);
  return { ...input, algorithm };
}
