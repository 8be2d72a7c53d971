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
import { TierFailure, tierFailureOf, tooFew } from './feed-failure.js';

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
  /** The viewer was refused, and nobody's list came in the place of theirs. */
  readonly asNobody: boolean;
}

const NO_PAGE: RankedPage = {
  items: [],
  byKey: new Map(),
  pvid: null,
  buckets: '',
  nextCursor: null,
  short: true,
  asNobody: false,
};

/** How many contents the algorithm is asked for when so many positions are open. */
export const askedFor = (open: number): number => Math.max(1, Math.min(MOST, Math.ceil(open * SPARE)));

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
  const { session, policy } = request;
  try {
    const { answer, asNobody } = await recommendOrAnonymous(body, ctx);
    if (answer.items.length === 0 && query.query.offset === 0) {
      ctx.count('RC_EMPTY');
      throw asNobody ? tooFew().keptLocal() : tooFew();
    }
    // A session without a cursor of the algorithm has read its list to the end; what comes now begins the list anew.
    const hasEnded = session.cursor !== null && cursor === null;
    const page = { ...toPage(answer, body.count, planned, session.state.served, ctx), asNobody };
    return hasEnded ? { ...page, nextCursor: null } : page;
  } catch (error) {
    const canBackfill = error instanceof TierFailure && error.route !== 'stop';
    // What could not be read now is asked for again by the next page.
    if (canBackfill && policy.onAlgorithmFailure === 'BACKFILL') return { ...NO_PAGE, nextCursor: cursor };
    throw error;
  }
}

interface Recommended {
  readonly answer: Recommendations;
  /** The viewer was refused, and nobody's list came in the place of theirs. */
  readonly asNobody: boolean;
}

/** A viewer whom the algorithm refuses is asked for once more as nobody; no other upstream is asked in the viewer's name then. */
async function recommendOrAnonymous(body: RecommendRequest, ctx: GatewayContext): Promise<Recommended> {
  const { datasources } = ctx;
  const end = datasources.deadline.tier('PRIMARY');
  try {
    return { answer: await datasources.recommend(body, 'viewer', end), asNobody: false };
  } catch (error) {
    if (!isRefusal(error)) throw asTierFailure(error, ctx);
  }
  try {
    return { answer: await datasources.recommend(body, 'anonymous', end), asNobody: true };
  } catch (error) {
    const failure = asTierFailure(error, ctx);
    throw failure instanceof TierFailure ? failure.keptLocal() : failure;
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof UpstreamError && error.cls === 'UPSTREAM_AUTH';

/** A client that left is no failure of the algorithm. */
function asTierFailure(error: unknown, { count }: GatewayContext): unknown {
  if (!(error instanceof UpstreamError)) return error;
  if (error.cls !== 'CANCELLED') count(error.cls === 'TOO_LARGE' ? 'RC_SIZE' : 'RC_FAILED');
  return tierFailureOf(error.cls);
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
    count: askedFor(open),
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
): Omit<RankedPage, 'asNobody'> {
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
