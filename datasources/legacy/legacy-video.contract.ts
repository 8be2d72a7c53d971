import { Video } from '../../schema/video.type.js';
import type { Dropped, FailureClass } from '../chain/outcome.js';
import type { PublicContext } from '../chain/source.js';
import { parseVideo } from '../content/video.contract.js';
import type { JsonRecord } from '../parsing/json.js';
import { parseEmbedded, type Embedded } from './legacy-embedded.contract.js';
import { QuirkReader } from './quirks.js';

const PLAYABLE = '1';

/** A video of the Java service with the records embedded in it; it may show more items (`video.anchors`) than are embedded. */
export interface LegacyVideo extends Embedded {
  readonly video: Video;
}

/**
 * Reads a card of the Java service as a video, by the rules of `parseVideo`: one SD source, counters as of receipt. It knows no
 * fingerprint, no anchor moments, no name of a category, no end, and instead of a reason only that a video is not playable.
 */
export function parseLegacyVideo(
  card: JsonRecord,
  videoId: string,
  context: PublicContext,
): LegacyVideo | Dropped | FailureClass {
  const read = new QuirkReader(card, context.report);
  const publishAt = read.moment('publishTime');
  const itemIds = read.parts('itemIds');
  const record: JsonRecord = {
    title: read.title('title'),
    coverUrl: read.url('cover'),
    width: read.count('width'),
    height: read.count('height'),
    durationMs: read.durationMs('duration'),
    status: statusOf(read.text('status')),
    auditStatus: 'PASS',
    visibility: 'PUBLIC',
    publishAt: publishAt ?? 0,
    sources: [{ definition: 'SD', url: read.url('videoUrl'), format: 'mp4' }],
    authorId: read.id('accountId'),
    categoryPath: read.text('category'),
    tags: read.parts('tags'),
    products: itemIds.map((itemId) => ({ itemId })),
    counters: {
      play: read.count('playCnt'),
      like: read.count('likeCnt'),
      comment: read.count('commentCnt'),
      share: read.count('shareCnt'),
      asOf: context.now,
    },
  };
  if (read.faulty) return 'SCHEMA';
  const embedded = parseEmbedded(card, context);
  const shopId = shopOf(itemIds[0], embedded);
  const video = parseVideo({ ...record, shopId }, videoId, context);
  if (!(video instanceof Video)) return video;
  return { ...embedded, video: publishAt === null ? new Video({ ...video, publishedAt: null }) : video };
}

const statusOf = (status: string | null): string | null =>
  status === PLAYABLE ? 'NORMAL' : status && 'OFFLINE';

/** The Java service names no shop of a video: it is that of the primary product, else the author's own. */
function shopOf(primaryId: string | undefined, { author, items }: Embedded): string | null {
  const primary = items.find(({ itemId }) => itemId === primaryId);
  const shopId = primary?.product.kind === 'ok' ? primary.product.value.shopId : null;
  return shopId ?? author?.shopId ?? null;
}
