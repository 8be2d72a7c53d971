import type { FeedConnection, FeedEdge } from '../../schema/feed.type.js';
import type { ServingInfo } from '../../schema/serving.type.js';
import type { TrackInfo } from '../../schema/tracking.type.js';
import type { MixedItem } from '../../mixing/mix.types.js';
import { SESSION_LIMIT } from '../../mixing/page-range.js';
import { trackItem, type TrackedPage } from '../../mixing/tracking.js';
import type { GatewayContext } from '../gateway-context.js';
import { cardOf } from './cards.js';
import { cameByDetour } from './contents.js';
import type { FeedRequest } from './feed-request.js';
import { isBelowStart } from './list-row.js';
import type { Needs } from './needs.js';
import { pageCursors } from './page-cursors.js';
import { PlacedCard } from './placed-card.js';
import { trackedContent, trackedPage } from './page-tracking.js';
import { bucketPairs } from './pin-query.js';
import type { TierPage } from './tier-page.js';

/** A page as it goes out, with the page view id that all of its items share. */
export interface ServedPage {
  readonly pvid: string;
  readonly connection: FeedConnection;
}

/** Dresses a mixed page, whichever tier made it: cards, tracking, cursors, paging state. */
export function toConnection(
  request: FeedRequest,
  page: TierPage,
  needs: Needs,
  ctx: GatewayContext,
): ServedPage {
  const { output } = page;
  const tracked = trackedPage(request, page, ctx);
  const cursorAt = pageCursors(request, page, ctx);
  const edges = output.items.flatMap((item, index) => {
    const edge = edgeOf(item, () => cursorAt(index), { tracked, request, page, needs }, ctx);
    return edge ?? [];
  });
  const last = output.items.length - 1;
  return {
    pvid: tracked.pvid,
    connection: {
      edges,
      nodes: edges.map(({ node }) => node),
      pageInfo: {
        hasNextPage: last >= 0 && page.hasMore && output.next.offset < SESSION_LIMIT,
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
        buckets: bucketPairs(page.buckets),
      },
      serving: servingOf(page, request, ctx),
    },
  };
}

function servingOf(
  { tier, output, contents, lacks, configVersion, snapshotGeneratedAt }: TierPage,
  request: FeedRequest,
  ctx: GatewayContext,
): ServingInfo {
  const hasDetours = output.items.some(({ key }) => cameByDetour(key, contents));
  const degraded = isBelowStart(tier, request, ctx) || lacks !== null || hasDetours;
  return { tier, degraded, configVersion, snapshotGeneratedAt, traceId: ctx.traceId };
}

/** What the edges of one page share. */
interface PageParts {
  readonly tracked: TrackedPage;
  readonly request: FeedRequest;
  readonly page: TierPage;
  readonly needs: Needs;
}

function edgeOf(
  item: MixedItem,
  cursor: () => string,
  { tracked, request, page, needs }: PageParts,
  ctx: GatewayContext,
): FeedEdge | null {
  const dressing = page.dress(item);
  const tracking = once(() => trackItem(tracked, item, trackedContent(item, dressing, page)));
  const node = cardOf({ item, dressing, tracking }, request, page.contents, needs, ctx);
  return node && new PlacedCard(node, item, cursor, tracking);
}

function once(make: () => TrackInfo): () => TrackInfo {
  let made: TrackInfo | undefined;
  return () => (made ??= make());
}
