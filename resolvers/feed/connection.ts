import type { FeedConnection, FeedEdge } from '../../schema/feed.type.js';
import { ServingTier } from '../../schema/serving.type.js';
import type { TrackInfo } from '../../schema/tracking.type.js';
import { viewerHash } from '../../mixing/cursor-checks.js';
import type { CursorSession } from '../../mixing/cursor.types.js';
import { edgeCursors } from '../../mixing/edge-cursors.js';
import type { MixedItem } from '../../mixing/mix.types.js';
import { SESSION_LIMIT } from '../../mixing/page-range.js';
import { responsePvid, trackItem, type TrackedPage } from '../../mixing/tracking.js';
import type { GatewayContext } from '../gateway-context.js';
import { cardOf } from './cards.js';
import { cameByDetour, videoOf } from './contents.js';
import type { FeedRequest } from './feed-request.js';
import { bucketPairs } from './pin-query.js';
import type { PrimaryPage } from './primary-tier.js';
import { MOST_PRODUCTS } from '../video-products.js';

/** A page as it goes out, with the page view id that all of its items share. */
export interface ServedPage {
  readonly pvid: string;
  readonly connection: FeedConnection;
}

/** Dresses a mixed page: cards, tracking, cursors, paging state. */
export function toConnection(request: FeedRequest, page: PrimaryPage, ctx: GatewayContext): ServedPage {
  const { input, output, ranked } = page;
  const tracked = trackedPage(request, page, ctx);
  const cursorAt = edgeCursors(
    {
      session: cursorSession(request, page, ctx),
      input,
      output,
      progressBefore: NO_PROGRESS,
      progressAfter: NO_PROGRESS,
    },
    ctx.feed.cursorKeys,
  );
  const edges = output.items.flatMap((item, index) => {
    const edge = edgeOf(item, () => cursorAt(index), tracked, request, page, ctx);
    return edge ?? [];
  });
  const hasMore = ranked.nextCursor !== null || output.unserved.length > 0;
  const last = output.items.length - 1;
  return {
    pvid: tracked.pvid,
    connection: {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: last >= 0 && hasMore && output.next.offset < SESSION_LIMIT,
        hasPreviousPage: false,
        get startCursor() {
          return last < 0 ? null : cursorAt(0);
        },
        get endCursor() {
          return last < 0 ? null : cursorAt(last);
        },
      },
      session: {
        id: request.session.id,
        startedAt: request.session.startedAt,
        restarted: request.session.restarted,
        buckets: bucketPairs(ranked.buckets),
      },
      serving: {
        tier: ServingTier.PRIMARY,
        degraded: page.degraded || output.items.some(({ key }) => cameByDetour(key, page.contents)),
        configVersion: configVersion(request),
        snapshotGeneratedAt: null,
        traceId: ctx.traceId,
      },
    },
  };
}

/** PRIMARY reads no list that has pages of its own beyond the algorithm's cursor. */
const NO_PROGRESS = { legacyPage: null, snapshotIndex: 0 };

function edgeOf(
  item: MixedItem,
  cursor: () => string,
  tracked: TrackedPage,
  request: FeedRequest,
  page: PrimaryPage,
  ctx: GatewayContext,
): FeedEdge | null {
  const tracking = once(() => trackItem(tracked, item, trackedContent(item, page)));
  const node = cardOf(item, tracking, request, page, ctx);
  if (node === null) return null;
  const { position, source, slotId, creativeId } = item;
  return {
    // Few clients select every cursor, and signing is the dearest part of an edge.
    get cursor() {
      return cursor();
    },
    node,
    position,
    source,
    slot:
      slotId !== null && creativeId !== null
        ? { slotId, creativeId, displaced: item.position !== item.wanted }
        : null,
    get tracking() {
      return tracking();
    },
  };
}

function trackedContent(item: MixedItem, { contents, ranked }: PrimaryPage) {
  const anchors = videoOf(item.key, contents)?.anchors ?? [];
  return {
    itemIds: anchors.slice(0, MOST_PRODUCTS).map(({ itemId }) => itemId),
    matchInfo: ranked.byKey.get(item.key)?.matchInfo ?? null,
    upstreamScm: null,
  };
}

const trackedPage = (
  { policy, session }: FeedRequest,
  { ranked }: PrimaryPage,
  { feed }: GatewayContext,
): TrackedPage => ({
  pvid: responsePvid(ranked.pvid, feed.newPvid()),
  spm: policy.spm,
  scmScene: policy.scmScene,
  tier: 'PRIMARY',
  sessionId: session.id,
  buckets: ranked.buckets,
});

function cursorSession(
  { sceneId, session, plan }: FeedRequest,
  { ranked }: PrimaryPage,
  ctx: GatewayContext,
): CursorSession {
  return {
    sessionId: session.id,
    sceneId,
    tier: 'PRIMARY',
    planVersion: plan?.version ?? null,
    policyVersion: plan?.policy.policyVersion ?? null,
    algorithmCursor: ranked.nextCursor,
    snapshotHash: null,
    arms: [],
    viewerHash: viewerHash(ctx.viewer, ctx.feed.cursorKeys),
    startedAt: Math.floor(session.startedAt / 1_000),
    issuedAt: Math.floor(ctx.now / 1_000),
  };
}

const configVersion = ({ plan }: FeedRequest): string =>
  plan === null ? 'none' : `${plan.version}.${plan.policy.policyVersion}`;

function once(make: () => TrackInfo): () => TrackInfo {
  let made: TrackInfo | undefined;
  return () => (made ??= make());
}
