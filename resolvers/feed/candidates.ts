import { isServed } from '../../mixing/eligibility.js';
import type { MixInput, MixOutput } from '../../mixing/mix.types.js';
import { pinCandidates, type PinQuery } from '../../mixing/pin-candidates.js';
import type { LastSeen } from '../../mixing/soft-exposure.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import type { Needs } from './needs.js';
import type { RankedPage } from './recommendations.js';

/** Of a page: contents whose products are asked for where the products decide which of them are placed. */
const JUDGED_SHARE = 1.5;

/** How many contents of a page have their details asked for early, at most. */
export const headSize = (pageSize: number, { productsFirst, stocksFirst }: Needs): number =>
  productsFirst || stocksFirst ? Math.ceil(pageSize * JUDGED_SHARE) : pageSize;

/** What may fill a short page, in the policy's order. It leaves to slots what is theirs, on this page or a later one. */
export function backfillOf(
  { policy, plan, sceneId }: FeedRequest,
  planned: ReadonlySet<string>,
  { datasources, now }: GatewayContext,
): MixInput['backfill'] {
  const free = (keys: readonly string[]) => keys.filter((key) => !planned.has(key));
  return policy.backfillOrder.map((source) =>
    source === 'POOL'
      ? { source: 'BACKFILL_POOL' as const, keys: free(plan?.pool ?? []) }
      : { source: 'BACKFILL_HOT' as const, keys: free(datasources.hotLists.keys(sceneId, now)) },
  );
}

/** All contents that could stand on the page: pins first, then the list, then a page of backfill, unseen first. */
export function candidateKeys(
  { entry, session, pageSize }: FeedRequest,
  query: PinQuery & Pick<MixInput, 'capped'>,
  { items }: RankedPage,
  backfill: MixInput['backfill'],
  lastSeen: LastSeen,
): string[] {
  const { served, offset } = session.state;
  const fresh = (key: string): boolean => !isServed(key, served);
  const listed = [
    ...(offset === 0 ? entry : []),
    ...pinCandidates(query, query.capped),
    ...items.map(({ key }) => key),
  ];
  const keys = new Set(listed.filter(fresh));
  const spare = backfill.flatMap((source) => source.keys).filter((key) => fresh(key) && !keys.has(key));
  const unseen = spare.filter((key) => lastSeen(key) === undefined);
  return [...keys, ...[...new Set([...unseen, ...spare])].slice(0, pageSize)];
}

/**
 * The contents whose details are worth asking for early: those that a page without details would show. Where products decide too,
 * some of those behind them as well; what else gets placed is hydrated by its fields.
 */
export function likelyHead(
  { query, facts }: MixInput,
  { items }: Pick<MixOutput, 'items'>,
  keys: readonly string[],
  needs: Needs,
): string[] {
  const placed = items.map(({ key }) => key);
  if (!needs.productsFirst && !needs.stocksFirst) return placed;
  const eligible = keys.filter((key) => facts.get(key)?.eligible === true);
  return [...new Set([...placed, ...eligible])].slice(0, headSize(query.pageSize, needs));
}
