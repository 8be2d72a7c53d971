import type { Compared } from '../../../rollout/comparing/compare.js';
import type { DegradedField } from '../../../datasources/chain/degradation.js';
import type { RequestContext } from '../../context.js';

/**
 * Whether two answers say something of the two paths at all; null: they do. One that was served out of memory, or by a later hop,
 * says nothing of its path, nor does a leg that had no use for the other one; a leg that a later hop answered has failed.
 */
export function standingOf(
  served: RequestContext,
  leg: RequestContext,
  ruleId: string,
): Exclude<Compared, { kind: 'compared' }> | null {
  const isKept = [...(served.log?.sights.seen(ruleId).values() ?? [])].some(
    ({ sight }) => sight.kind === 'kept',
  );
  const isOther = (leg.log?.sights.seen(ruleId).size ?? 0) > 0;
  if (isKept || degradedIn(served) || !isOther) return { kind: 'outside', reason: 'not-comparable' };
  const degraded = degradedIn(leg);
  if (!degraded) return null;
  const { coordinate, source, reason } = degraded;
  const difference = {
    at: coordinate,
    names: [coordinate],
    class: 'candidate-failed',
    served: 'from its first source',
    candidate: `from ${source ?? 'nowhere'}: ${reason}`,
  } as const;
  return { kind: 'unreadable', served: false, candidate: true, differences: [difference] };
}

const NO_PLACES = new Map<string, never>();

const degradedIn = ({ datasources }: RequestContext): DegradedField | undefined =>
  datasources.serving.degradation.report(() => NO_PLACES)?.fields[0];
