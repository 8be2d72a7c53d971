import type { CaseHead, ComparedCase, Comparison, Observed } from '../../rollout/comparing/observation.js';
import { observe } from '../../rollout/comparing/normalise.js';
import type { FieldGuide } from '../../rollout/comparing/field-guide.js';
import type { Sight } from '../../datasources/chain/lead.js';
import type { RequestContext } from '../context.js';
import { armsFor } from '../../resolvers/rulables.js';
import { byArm, ownSide } from './arms-of.js';
import type { LegWish } from './run-leg.js';

/**
 * What of two legs is compared, in bites: each is small enough for one turn of the loop. Control is what treatment is compared
 * with, whichever of them was served.
 */
export function* comparedCases(
  served: RequestContext,
  candidate: RequestContext,
  wish: LegWish,
  guide: FieldGuide,
): Generator<ComparedCase> {
  const { ruleId } = wish;
  const head = caseHead(served, wish);
  const side = ownSide(served, wish);
  const ms = byArm(side, msOf(served, ruleId), msOf(candidate, ruleId));
  const other = candidate.log?.sights.seen(ruleId);
  let comparisons: Comparison[] = [];
  for (const [place, { coordinate, key, sight }] of served.log?.sights.seen(ruleId) ?? []) {
    const there = other?.get(place)?.sight;
    const arms = armsFor(coordinate);
    if (!there && !arms?.common.includes(coordinate)) continue; // the other path knows nothing of it
    const own = observedOf(coordinate, sight, guide);
    const answer = there ? observedOf(coordinate, there, guide) : null;
    const said = own && answer && byArm(side, own, answer);
    comparisons.push({
      coordinate,
      key,
      ranked: arms?.compared === 'ranked list',
      servedMs: ms.control,
      candidateMs: ms.treatment,
      ...(said ? { served: said.control, candidate: said.treatment } : INCOMPARABLE),
    });
    if (comparisons.length >= BITE) {
      yield { ...head, comparisons };
      comparisons = [];
    }
  }
  if (comparisons.length > 0) yield { ...head, comparisons };
}

/** What is known of a case, whatever of it is compared. */
export const caseHead = ({ log, client }: RequestContext, { ruleId, isNoise }: LegWish): CaseHead => ({
  ruleId,
  isNoise,
  operation: log?.operation?.label ?? '',
  client: `${client.platform} ${client.appVersion ?? ''}`.trim(),
});

/** Places that are compared in one turn. */
const BITE = 16;

/** One side did not ask: there is nothing to compare the other one with. */
const INCOMPARABLE = {
  served: { kind: 'failed', cls: 'KEPT' },
  candidate: { kind: 'not-comparable' },
} as const;

function observedOf(coordinate: string, sight: Sight, guide: FieldGuide): Observed | null {
  if (sight.kind === 'kept') return null;
  return sight.kind === 'failed' ? sight : observe(coordinate, sight.value, guide);
}

function msOf({ leads }: RequestContext, ruleId: string): number {
  const lead = leads.used().find(({ decision }) => decision.rule.id === ruleId);
  return lead?.outcome()?.ms ?? 0;
}
