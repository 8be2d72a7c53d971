import type { GatewayContext } from '../gateway-context.js';
import { configVersion } from './config-version.js';
import { prefetchDetails } from './details.js';
import { assertEnough } from './enough.js';
import { tooFew } from './feed-failure.js';
import type { FeedRequest } from './feed-request.js';
import { askLegacy, legacyContents, legacyDetails, rememberEmbedded } from './legacy-answer.js';
import { mixList } from './list-mix.js';
import type { Needs } from './needs.js';
import { PLAIN, type TierPage } from './tier-page.js';

/**
 * The second tier: the Java feed in its own order, with the records it embeds. It is read from the first of its pages that the
 * session has not been served whole; an empty page with more behind it is no end, so one more is asked for.
 * @throws TierFailure when it cannot be had, or has too little that the session has not been served
 */
export async function legacyTier(request: FeedRequest, needs: Needs, ctx: GatewayContext): Promise<TierPage> {
  const { cursor } = request.session;
  const asked = (cursor?.legacyPage ?? 0) + 1;
  const first = await legacyPage(request, asked, needs, ctx);
  const page = isEmptyWithMore(first) ? await legacyPage(request, asked + 1, needs, ctx) : first;
  const isItsOwnEnd = cursor?.tier === 'LEGACY' && !page.hasMore;
  if (page.output.status === 'EMPTY' && !isItsOwnEnd) throw tooFew();
  assertEnough(page.output, ctx);
  return page;
}

const isEmptyWithMore = ({ output, hasMore }: TierPage): boolean => output.status === 'EMPTY' && hasMore;

async function legacyPage(
  request: FeedRequest,
  pageNum: number,
  needs: Needs,
  ctx: GatewayContext,
): Promise<TierPage> {
  const answer = await askLegacy(request, pageNum, ctx);
  rememberEmbedded(answer, ctx);
  const byKey = new Map(answer.items.map((item) => [item.key, item]));
  const [contents, details] = await Promise.all([legacyContents(answer, ctx), legacyDetails(answer, ctx)]);
  const list = { source: 'LEGACY', keys: [...byKey.keys()], contents, details, lastSeen: unseen } as const;
  const { input, output } = mixList(request, list, needs, ctx);
  prefetchDetails(output, contents, needs, ctx);
  const before = { legacyPage: pageNum > 1 ? pageNum - 1 : null, snapshotIndex: 0 };
  const isReadWhole = output.unserved.length === 0;
  return {
    tier: 'LEGACY',
    input,
    output,
    contents,
    dress: ({ key }) => ({ ...PLAIN, upstreamScm: byKey.get(key)?.scm ?? null }),
    pvid: answer.pvid,
    buckets: '',
    hasMore: answer.hasMore || !isReadWhole,
    resumption: {
      algorithmCursor: null,
      snapshotHash: null,
      before,
      after: isReadWhole ? { ...before, legacyPage: pageNum } : before,
    },
    configVersion: configVersion(request),
    snapshotGeneratedAt: null,
    lacks: null,
    personalized: !answer.asNobody,
  };
}

/** Java filters by itself what it has shown. */
const unseen = () => undefined;
