import { isServed } from '../../mixing/eligibility.js';
import { pinnedPositions, type PinQuery } from '../../mixing/pin-candidates.js';
import { rawId, typeOfKey } from '../../mixing/content-key.js';
import type {
  RecommendRequest,
  Recommendation,
  Recommendations,
} from '../../datasources/algorithm/algorithm.contract.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import type { GatewayContext } from '../gateway-context.js';
import type { FeedRequest } from './feed-request.js';
import { TierFailure } from './feed-failure.js';

const MOST = 50;
const SPARE = 1.5;
const MOST_FILTERED = 100;
const MOST_RELATED = 5;
/** A page that repeats more of the session than this is the list beginning anew. */
const LOOP_SHARE = 0.8;

/** A recommendation with its content key. */
type RankedItem = Recommendation & { readonly key: string };

/** A page of the algorithm as mixing takes it. */
export interface RankedPage {
  readonly items: readonly RankedItem[];
  readonly byKey: ReadonlyMap<string, RankedItem>;
  readonly pvid: string | null;
  readonly buckets: string;
  /** Null: the list has ended. */
  readonly nextCursor: string | null;
  /** Fewer came than were asked for. */
  readonly short: boolean;
}

const NO_PAGE: RankedPage = {
  items: [],
  byKey: new Map(),
  pvid: null,
  buckets: '',
  nextCursor: null,
  short: true,
};

/** The key that mixing knows a recommendation by. */
const keyed = (item: Recommendation): RankedItem => ({ ...item, key: `${item.kind}:${item.id}` });

/**
 * Asks the algorithm for the positions that no slot asks for, with some to spare. It is told to leave out what is `planned`
 * for slots, and counted when it does not (RC_REPEATED).
 * @throws TierFailure when it cannot be asked, or has nothing for page one, and the scene does not want backfill instead
 */
export async function askAlgorithm(
  request: FeedRequest,
  query: PinQuery,
  planned: ReadonlySet<string>,
  cursor: string | null,
  ctx: GatewayContext,
): Promise<RankedPage> {
  const body = recommendRequest(request, query, planned, cursor, ctx);
  const isFirstPage = query.query.offset === 0;
  try {
    const answer = await recommendOrAnonymous(body, ctx);
    if (answer.items.length === 0 && isFirstPage) {
      ctx.count('RC_EMPTY');
      throw new TierFailure('ALGORITHM');
    }
    // A session without a cursor of the algorithm has read its list to the end; what comes now begins the list anew.
    const hasEnded = request.session.cursor !== null && cursor === null;
    const page = toPage(answer, body.count, planned, request.session.state.served, ctx);
    return hasEnded ? { ...page, nextCursor: null } : page;
  } catch (error) {
    const failure = error instanceof UpstreamError ? failureOf(error, ctx) : error;
    const canBackfill = failure instanceof TierFailure && failure.reason === 'ALGORITHM';
    if (canBackfill && request.policy.onAlgorithmFailure === 'BACKFILL') return NO_PAGE;
    throw failure;
  }
}

/** A client that left is no failure of the algorithm, and nothing is filled in for it. */
function failureOf({ cls }: UpstreamError, { count }: GatewayContext): TierFailure {
  if (cls === 'CANCELLED') return new TierFailure('CANCELLED');
  count(cls === 'TOO_LARGE' ? 'RC_SIZE' : 'RC_FAILED');
  return new TierFailure('ALGORITHM');
}

/** A viewer whom the algorithm refuses is asked for once more as nobody. */
async function recommendOrAnonymous(
  body: RecommendRequest,
  { datasources }: GatewayContext,
): Promise<Recommendations> {
  try {
    return await datasources.recommend(body);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.cls !== 'UPSTREAM_AUTH') throw error;
    return datasources.recommend(body, 'anonymous');
  }
}

function recommendRequest(
  { sceneId, session, pageSize, entry, network, region, refresh }: FeedRequest,
  query: PinQuery,
  planned: ReadonlySet<string>,
  cursor: string | null,
  { client }: GatewayContext,
): RecommendRequest {
  const open = pageSize - pinnedPositions(query);
  return {
    sceneId,
    sessionId: session.id,
    count: Math.max(1, Math.min(MOST, Math.ceil(open * SPARE))),
    cursor,
    filterIds: [...planned]
      .filter((key) => typeOfKey(key) !== 'BANNER')
      .slice(0, MOST_FILTERED)
      .map(rawId),
    unservedIds: session.cursor?.unservedIds ?? [],
    relatedTo: entry.slice(0, MOST_RELATED).map(rawId),
    context: { platform: client.platform, appVersion: client.appVersion, network, region, refresh },
  };
}

function toPage(
  { items, pvid, buckets, hasMore, nextCursor }: Recommendations,
  asked: number,
  planned: ReadonlySet<string>,
  served: ReadonlySet<number>,
  { count }: GatewayContext,
): RankedPage {
  const short = items.length < asked;
  if (short) count('RC_SHORT');
  const ranked = items.map(keyed);
  const lagging = ranked.filter(({ key }) => planned.has(key)).length;
  if (lagging > 0) count('RC_REPEATED', lagging);
  const repeated = ranked.filter(({ key }) => isServed(key, served)).length;
  const loops = repeated > ranked.length * LOOP_SHARE;
  if (loops) count('RC_LOOP');
  const byKey = new Map(ranked.map((item) => [item.key, item]));
  const next = hasMore && !loops ? nextCursor : null;
  return { items: ranked, byKey, pvid, buckets, nextCursor: next, short };
}
