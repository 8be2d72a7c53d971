import type { Compared } from '../../../rollout/comparing/compare.js';
import type { DegradedField } from '../../../datasources/chain/degradation.js';
import type { RequestContext } from '../../context.js';

/**
 * Whether two answers say something of the two paths at all; null: they do. One out of memory says nothing of its path, nor does
 * one that had no use for it, or control by a later hop: there is nothing to compare with. Treatment by a later hop has failed.
 */
export function standingOf(
  control: RequestContext,
  treatment: RequestContext,
  ruleId: string,
): Exclude<Compared, { kind: 'compared' }> | null {
  const isAsked = [control, treatment].every((leg) => hasAsked(leg, ruleId));
  if (!isAsked || degradedIn(control)) return { kind: 'outside', reason: 'not-comparable' };
  const degraded = degradedIn(treatment);
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

/** Whether a leg asked the path of a rule, for everything that it has of it. */
function hasAsked({ log }: RequestContext, ruleId: string): boolean {
  const seen = [...(log?.sights.seen(ruleId).values() ?? [])];
  return seen.length > 0 && seen.every(({ sight }) => sight.kind !== 'kept');
}

const NO_PLACES = new Map<string, never>();

const degradedIn = ({ datasources }: RequestContext): DegradedField | undefined =>
  datasources.serving.degradation.report(() => NO_PLACES)?.fields[0];
