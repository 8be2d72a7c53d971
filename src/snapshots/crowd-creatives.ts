import type { SlotPlan } from '../../datasources/slots/slot-plan.js';

/** Creatives of a plan that some viewers see and others do not, by crowd or experiment: they are no part of a list for everybody. */
export function crowdCreatives(plan: SlotPlan | null): ReadonlySet<string> {
  const creatives = [...(plan?.creatives.values() ?? [])];
  return new Set(
    creatives
      .filter(({ targeting: { crowdsAny, crowdsNone, buckets } }) =>
        [crowdsAny, crowdsNone, buckets].some((condition) => condition.length > 0),
      )
      .map(({ id }) => id),
  );
}
