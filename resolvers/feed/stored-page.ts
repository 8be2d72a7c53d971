import type { CursorState } from '../../mixing/cursor.types.js';
import type { ListProgress } from '../../mixing/edge-cursors.js';
import { fnv1a32 } from '../../mixing/fnv1a.js';
import { withServedAsSeen } from '../../mixing/soft-exposure.js';
import { ok, type Outcome } from '../../datasources/chain/outcome.js';
import { rotateBlocks } from '../../datasources/snapshot/block-rotation.js';
import type { Snapshot, SnapshotItem } from '../../datasources/snapshot/snapshot.js';
import type { GatewayContext } from '../gateway-context.js';
import { carried, NO_CONTENTS } from './contents.js';
import { NO_DETAILS, prefetchDetails } from './details.js';
import type { FeedRequest } from './feed-request.js';
import { mixList, type ReadyList } from './list-mix.js';
import type { Needs } from './needs.js';
import { PLAIN, type Dressing, type TierPage } from './tier-page.js';
import { askWhatWasSeen } from './viewer-sources.js';

/** Hex digits of a document's hash that a cursor holds. */
const HASH_DIGITS = 16;

/** A list in snapshot format, and the tier that serves it. */
export interface StoredList {
  readonly tier: 'CDN_SNAPSHOT' | 'BUILT_IN';
  readonly source: 'SNAPSHOT' | 'BUILT_IN';
  readonly snapshot: Snapshot;
}

/** Whether the session of a cursor is in this very document already. */
export const isWithin = ({ hash }: Snapshot, tier: StoredList['tier'], cursor: CursorState | null): boolean =>
  cursor?.tier === tier && cursor.snapshotHash === hash.slice(0, HASH_DIGITS);

/**
 * A page of a stored list, as this session sees it: blocks rotated, what the viewer has seen last. Prices, stock and authors of
 * its cards are read by their fields.
 */
export async function storedPage(
  request: FeedRequest,
  stored: StoredList,
  needs: Needs,
  ctx: GatewayContext,
): Promise<TierPage> {
  const { session, policy } = request;
  const { tier, snapshot } = stored;
  const seen = await askWhatWasSeen(policy.exposureDays, ctx);
  const items = rotateBlocks(snapshot.items, snapshot.blockSize, fnv1a32(session.id));
  const from = isWithin(snapshot, tier, session.cursor) ? (session.cursor?.snapshotIndex ?? 0) : 0;
  const left = items.slice(from);
  const lastSeen = withServedAsSeen(seen.lastSeen, session.servedBefore, ctx.now);
  const list = { ...readyList(stored, left, needs, ctx), lastSeen };
  const { input, output } = mixList(request, list, needs, ctx);
  prefetchDetails(output, list.contents, needs, ctx);
  const byKey = new Map(left.map((item) => [item.key, item]));
  const unserved = new Set(output.unserved);
  const next = left.findIndex(({ key }) => unserved.has(key));
  return {
    tier,
    input,
    output,
    contents: list.contents,
    dress: ({ key }) => dressingOf(byKey.get(key)),
    pvid: null,
    buckets: '',
    hasMore: unserved.size > 0,
    resumption: {
      algorithmCursor: null,
      snapshotHash: snapshot.hash.slice(0, HASH_DIGITS),
      before: place(from),
      after: place(next === -1 ? items.length : from + next),
    },
    configVersion: snapshot.configVersion,
    snapshotGeneratedAt: tier === 'CDN_SNAPSHOT' ? snapshot.generatedAt : null,
    lacks: null,
    personalized: false,
  };
}

const place = (snapshotIndex: number): ListProgress => ({ legacyPage: null, snapshotIndex });

/** The items of a document that are left for a session, with the records that were published beside them. */
function readyList(
  { source, snapshot: { index } }: StoredList,
  items: readonly SnapshotItem[],
  { productsFirst }: Needs,
  ctx: GatewayContext,
): Omit<ReadyList, 'lastSeen'> {
  const videos = items.flatMap((item) => (item.kind === 'VIDEO' ? item.video : []));
  return {
    source,
    keys: items.map(({ key }) => key),
    contents: { ...NO_CONTENTS, videos: carried(videos, ctx) },
    details: {
      ...NO_DETAILS,
      authors: allOk(index.authors),
      products: productsFirst ? allOk(index.products) : NO_DETAILS.products,
    },
  };
}

const allOk = <V>(records: ReadonlyMap<string, V>): ReadonlyMap<string, Outcome<V>> =>
  new Map([...records].map(([id, record]) => [id, ok(record)]));

function dressingOf(item: SnapshotItem | undefined): Dressing {
  if (item?.kind === 'BANNER') return { ...PLAIN, banner: item };
  if (item === undefined) return PLAIN;
  const { titleOverride, coverOverride, recommendReason, badge, targetUrl } = item;
  return { ...PLAIN, titleOverride, coverOverride, recommendReason, badge, targetUrl };
}
