import { fnv1a32 } from '../../mixing/fnv1a.js';
import type { MixInput } from '../../mixing/mix.types.js';
import { likelyPins, pinCandidates, type PinQuery } from '../../mixing/pin-candidates.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import type { RankedPage } from './recommendations.js';
import type { ViewerKnowledge } from './viewer-sources.js';

/** Of a page: pins and candidates whose details are asked for before it is known which of them are placed. */
const HEAD_SHARE = 1.5;

/** When the viewer last saw a content, in epoch ms; undefined: not lately. */
export type LastSeen = (key: string) => number | undefined;

/** What the session before a refresh served counts as seen just now. */
export const seenBy =
  ({ exposures }: ViewerKnowledge, { session: { servedBefore } }: FeedRequest, now: number): LastSeen =>
  (key) =>
    exposures.lastSeen.get(key) ??
    (servedBefore.size > 0 && servedBefore.has(fnv1a32(key)) ? now : undefined);

/** The candidates that the viewer has seen, with the time. */
export function exposedAmong(keys: readonly string[], lastSeen: LastSeen): ReadonlyMap<string, number> {
  const exposed = new Map<string, number>();
  for (const key of keys) {
    const seenAt = lastSeen(key);
    if (seenAt !== undefined) exposed.set(key, seenAt);
  }
  return exposed;
}

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
  const fresh = (key: string): boolean => served.size === 0 || !served.has(fnv1a32(key));
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

/** The candidates whose details are worth asking for early: the pins that seem certain, then the others in their order. */
export function likelyHead(input: MixInput, keys: readonly string[], planned: ReadonlySet<string>): string[] {
  const pins = likelyPins(input);
  const others = keys.filter((key) => !planned.has(key) && input.facts.get(key)?.eligible === true);
  return [...new Set([...pins, ...others])].slice(0, Math.ceil(input.query.pageSize * HEAD_SHARE));
}
