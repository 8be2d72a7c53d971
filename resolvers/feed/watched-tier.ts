import type { OutcomeKind } from '../../rollout/guardrails/primary-outcome.js';
import type { ServingTier } from '../../mixing/serving-tier.js';
import type { DegradedReason } from '../../datasources/chain/reason.js';
import type { RequestLead } from '../arms/request-lead.js';
import type { GatewayContext } from '../gateway-context.js';
import { TierFailure } from './feed-failure.js';
import { leadingTier } from './starting-tier.js';
import type { TierPage } from './tier-page.js';

/** The tier that a rollout lets lead, while it is asked. */
export interface WatchedTier {
  readonly tier: ServingTier;
  readonly lead: RequestLead;
}

/** What a rollout watches of a walk; undefined when there is none, or the session is below its start already. */
export function watchedTier(start: ServingTier, { leads }: GatewayContext): WatchedTier | undefined {
  const lead = leads.of('Query.feed');
  return lead && leadingTier({ leads }) === start ? { tier: start, lead } : undefined;
}

/**
 * Makes a page, and tells the rollout what came of it where its own tier is asked. A fault of our own there is a failure of the
 * tier: what is below makes the page.
 * @throws TierFailure, and in tiers that nobody watches also what the tier throws
 */
export async function watch(
  tier: ServingTier,
  watched: WatchedTier | undefined,
  make: () => Promise<TierPage>,
): Promise<TierPage> {
  if (!watched) return make();
  const { lead } = watched;
  if (watched.tier !== tier) {
    lead.fellBack();
    return make();
  }
  const startedAt = performance.now();
  const saw = (kind: OutcomeKind, items: number) => lead.sawList(kind, items, performance.now() - startedAt);
  try {
    const page = await make();
    saw('ok', page.output.items.length);
    lead.sighted?.('Query.feed', 'page', { kind: 'value', value: rankedPage(page) });
    return page;
  } catch (error) {
    const failure = error instanceof TierFailure ? error : faulted(lead, error);
    if (failure.route !== 'stop') {
      // else nobody waits, and that is nobody's failure
      saw(kindOf(failure.reason), 0);
      lead.sighted?.('Query.feed', 'page', { kind: 'failed', cls: failure.cls ?? failure.reason });
    }
    throw failure;
  }
}

/** A page as two rankings are compared by. Only the first tier knows of pins. */
const rankedPage = ({ tier, input: { query, policy }, output: { items } }: TierPage) => ({
  tellsPins: tier === 'PRIMARY',
  items: items.map(({ key, source, slotId, wanted }) => ({
    id: key,
    source,
    pinnedAt: slotId === null ? null : wanted - query.offset,
  })),
  minCount: policy.minCount,
});

function faulted(lead: RequestLead, error: unknown): TierFailure {
  lead.faulted(error);
  return new TierFailure('INVALID_DATA');
}

function kindOf(reason: DegradedReason): OutcomeKind {
  switch (reason) {
    case 'TOO_FEW':
      return 'empty';
    case 'UPSTREAM_TIMEOUT':
      return 'timeout';
    case 'INVALID_DATA':
    case 'STALE_DATA':
      return 'invalid';
    default:
      return 'error';
  }
}
