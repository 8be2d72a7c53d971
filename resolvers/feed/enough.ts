import type { MixOutput } from '../../mixing/mix.types.js';
import type { GatewayContext } from '../gateway-context.js';
import { tooFew } from './feed-failure.js';

/**
 * Judges a first page by the scene's minimum (RS_SHORT). The items of a short one leave with it: the next tier's list replaces
 * them and is never added to them (RS_TIER).
 * @throws TierFailure TOO_FEW
 */
export function assertEnough({ status, items }: MixOutput, { count }: GatewayContext): void {
  if (status !== 'INSUFFICIENT') return;
  count('RS_SHORT');
  if (items.length > 0) count('RS_TIER');
  throw tooFew();
}
