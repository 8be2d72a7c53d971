import type { Author } from '../../schema/author.type.js';
import { ok, type Outcome } from '../../datasources/chain/outcome.js';
import { UpstreamError } from '../../datasources/http/upstream-error.js';
import type { LegacyFeed, LegacyFeedItem } from '../../datasources/legacy/legacy-feed.contract.js';
import { legacyAccounts, legacyItems } from '../../datasources/legacy/legacy.loaders.js';
import { LEGACY_LIMIT } from '../../datasources/legacy/legacy.api.js';
import { authorState } from '../author.chains.js';
import type { GatewayContext } from '../gateway-context.js';
import { roomRecord } from '../live-room.chains.js';
import { carried, type Contents } from './contents.js';
import { NO_DETAILS, type Details } from './details.js';
import { tierFailureOf } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';

/** A page of the Java feed. */
export interface LegacyAnswer extends LegacyFeed {
  /** It refused the viewer and was asked for nobody. */
  readonly asNobody: boolean;
}

/**
 * A page of the Java feed. Its pages are asked for in one size, whatever the client's: a page number means nothing without the
 * size it was counted in, and clients may change theirs.
 * @throws TierFailure when it cannot be had, for the viewer or, if it refuses them, for nobody
 */
export async function askLegacy(
  { sceneId }: FeedRequest,
  pageNum: number,
  { datasources, leads, client: { platform, appVersion } }: GatewayContext,
): Promise<LegacyAnswer> {
  const end = datasources.deadline.tier('LEGACY');
  const lead = leads.of('Query.feed');
  const isFallback = lead?.start !== 'secondary' || lead.isMoved;
  const body = { sceneId, pageNum, pageSize: LEGACY_LIMIT, platform, appVersion };
  try {
    return { ...(await datasources.legacyFeed(body, 'viewer', end, isFallback)), asNobody: false };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    if (error.cls !== 'UPSTREAM_AUTH') throw tierFailureOf(error.cls);
  }
  try {
    return { ...(await datasources.legacyFeed(body, 'anonymous', end, isFallback)), asNobody: true };
  } catch (error) {
    throw error instanceof UpstreamError ? tierFailureOf(error.cls) : error;
  }
}

/** Of what is embedded in the answer, fields that fall back to LEGACY ask for nothing once more. */
export function rememberEmbedded({ items }: LegacyFeed, { datasources: { serving } }: GatewayContext): void {
  const authors = items.flatMap(({ author }) => author ?? []);
  serving.know(legacyAccounts, new Map(authors.map((author) => [author.accountId, author])));
  serving.know(legacyItems, new Map(embeddedItems(items).map((item) => [item.itemId, item])));
}

/** Videos as embedded; rooms only if LIVE knows them, for Java cannot tell whether one is on air. */
export async function legacyContents({ items }: LegacyFeed, ctx: GatewayContext): Promise<Contents> {
  const end = ctx.datasources.deadline.tier('LEGACY');
  const roomIds = items.filter(({ kind }) => kind === 'LIVE').map(({ id }) => id);
  return {
    videos: carried(
      items.flatMap(({ video }) => video ?? []),
      ctx,
    ),
    rooms: await ctx.datasources.serving.resolveAll(roomRecord, roomIds, end),
  };
}

/** Authors and products as embedded; whom the viewer has blocked, Java does not know. */
export async function legacyDetails(
  { items }: LegacyFeed,
  { viewer, datasources }: GatewayContext,
): Promise<Details> {
  const end = datasources.deadline.tier('LEGACY');
  const accountIds = items.flatMap(({ video }) => video?.authorId ?? []);
  return {
    authors: authorsOf(items),
    authorStates:
      viewer.viewerId === null
        ? NO_DETAILS.authorStates
        : await datasources.serving.resolveAll(authorState, [...new Set(accountIds)], end),
    products: new Map(embeddedItems(items).map(({ itemId, product }) => [itemId, product])),
    stocks: new Map(embeddedItems(items).map(({ itemId, stock }) => [itemId, stock])),
  };
}

const authorsOf = (items: readonly LegacyFeedItem[]): ReadonlyMap<string, Outcome<Author>> =>
  new Map(items.flatMap(({ author }) => (author ? [[author.accountId, ok(author)]] : [])));

const embeddedItems = (items: readonly LegacyFeedItem[]) => items.flatMap((item) => item.items);
