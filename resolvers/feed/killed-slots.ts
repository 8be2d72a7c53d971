import type { MixInput } from '../../mixing/mix.types.js';
import { pinnedPositions } from '../../mixing/pin-candidates.js';
import type { SlotPlan } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';

/** Counts the slots that would have positions on this page and are switched off by hand (SC_KILLED): others get those. */
export function countKilledSlots(
  plan: SlotPlan | null,
  { query, early }: Pick<MixInput, 'query' | 'early'>,
  { count }: GatewayContext,
): void {
  const killed = (plan?.slots ?? []).filter(
    (slot) => slot.killed && pinnedPositions({ query, early, slots: [{ ...slot, enabled: true }] }) > 0,
  );
  if (killed.length > 0) count('SC_KILLED', killed.length);
}
