import type { MixedItem } from '../../mixing/mix.types.js';
import { plannedContents } from '../../mixing/pin-candidates.js';
import type { DegradedReason } from '../../datasources/chain/reason.js';
import { creativesOf, type PlannedCreative } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';
import { configVersion } from './config-version.js';
import { assertEnough } from './enough.js';
import { TierFailure, tooFew } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';
import { countKilledSlots } from './killed-slots.js';
import type { Needs } from './needs.js';
import { pinQuery } from './pin-query.js';
import { PrimaryComposer } from './primary-page.js';
import { askAlgorithm, type RankedPage } from './recommendations.js';
import { NO_PROGRESS, type Dressing, type TierPage } from './tier-page.js';
import { askAboutViewer, type ViewerKnowledge } from './viewer-sources.js';

/**
 * The first tier: the algorithm's list, operators' slots and backfill, mixed. Three hops: who and what; the contents; what
 * stands beside them.
 * @throws TierFailure when the algorithm or the contents cannot be had, or the page is too short; a later one that is empty though
 *   there is more is asked for once more before
 */
export async function primaryTier(
  request: FeedRequest,
  needs: Needs,
  ctx: GatewayContext,
): Promise<TierPage> {
  const first = await primaryPage(request, needs, request.session.cursor?.algorithmCursor ?? null, ctx);
  countKilledSlots(request.plan, first.input, ctx);
  const page = isEmptyWithMore(first) ? await secondTry(first, request, needs, ctx) : first;
  assertEnough(page.output, ctx);
  return page;
}

const isEmptyWithMore = ({ output, resumption }: TierPage): boolean =>
  output.status === 'EMPTY' && resumption.algorithmCursor !== null;

async function secondTry(
  { resumption }: TierPage,
  request: FeedRequest,
  needs: Needs,
  ctx: GatewayContext,
): Promise<TierPage> {
  ctx.count('RC_EMPTY_MORE');
  const page = await primaryPage(request, needs, resumption.algorithmCursor, ctx);
  if (isEmptyWithMore(page)) throw tooFew();
  return page;
}

async function primaryPage(
  request: FeedRequest,
  needs: Needs,
  cursor: string | null,
  ctx: GatewayContext,
): Promise<TierPage> {
  const { ranked, viewer } = await whoAndWhat(request, cursor, ctx);
  try {
    const composed = await new PrimaryComposer(request, ranked, viewer, needs, ctx).page();
    return {
      tier: 'PRIMARY',
      ...composed,
      dress: (item) => dressingOf(item, request, ranked),
      pvid: ranked.pvid,
      buckets: ranked.buckets,
      hasMore: ranked.nextCursor !== null || composed.output.unserved.length > 0,
      resumption: {
        algorithmCursor: ranked.nextCursor,
        snapshotHash: null,
        before: NO_PROGRESS,
        after: NO_PROGRESS,
      },
      configVersion: configVersion(request),
      snapshotGeneratedAt: null,
      lacks: missingInput(request, ranked, viewer, ctx),
      personalized: !ranked.asNobody,
    };
  } catch (error) {
    throw ranked.asNobody && error instanceof TierFailure ? error.keptLocal() : error;
  }
}

/** The viewer's own services are waited for even if the algorithm fails: a tier below puts last what was seen. */
async function whoAndWhat(request: FeedRequest, cursor: string | null, ctx: GatewayContext) {
  const asking = pinQuery(request, null, '', ctx);
  const planned = new Set(plannedContents(asking));
  const [ranked, viewer] = await Promise.allSettled([
    askAlgorithm(request, asking, planned, cursor, ctx),
    askAboutViewer(request.policy.exposureDays, ctx),
  ]);
  if (ranked.status === 'rejected') throw ranked.reason;
  if (viewer.status === 'rejected') throw viewer.reason;
  return { ranked: ranked.value, viewer: viewer.value };
}

function missingInput(
  { sceneId }: FeedRequest,
  { asNobody }: RankedPage,
  { lacks }: ViewerKnowledge,
  { datasources, now }: GatewayContext,
): DegradedReason | null {
  if (asNobody) return 'DENIED';
  return lacks ?? (datasources.slots.isStale(sceneId, now) ? 'STALE_DATA' : null);
}

function dressingOf(item: MixedItem, request: FeedRequest, ranked: RankedPage): Dressing {
  const creative = creativeOf(item, request);
  const listed = ranked.byKey.get(item.key);
  return {
    titleOverride: creative?.titleOverride ?? null,
    coverOverride: creative?.coverOverride ?? null,
    recommendReason: item.source === 'ALGORITHM' ? (listed?.reason ?? null) : null,
    badge: creative?.badge ?? null,
    targetUrl: null,
    banner: creative?.banner ?? null,
    matchInfo: listed?.matchInfo ?? null,
    upstreamScm: null,
  };
}

/** The creative that placed an item. Operators reuse ids of creatives: only inside a slot, with its content, is one unique. */
function creativeOf({ slotId, creativeId, key }: MixedItem, { plan }: FeedRequest): PlannedCreative | null {
  if (plan === null || slotId === null) return null;
  const creatives = plan.slots.filter(({ id }) => id === slotId).flatMap(creativesOf);
  return creatives.find((creative) => creative.id === creativeId && creative.key === key) ?? null;
}
