import type { VideoSource } from '../../schema/video-source.type.js';
import { Video, VideoStatus } from '../../schema/video.type.js';
import type { AddressCheck } from './address-check.js';
import { categoryIdOf } from './product.contract.js';
import { rawIdOf } from './raw-id.js';
import type { VideoRecord } from './record.schema.js';

/**
 * The video of a record. Author and products are left to be hydrated: their ids are there. Null when nothing of it may be shown
 * or played.
 */
export function toVideo(record: VideoRecord, addresses: AddressCheck): Video | null {
  const { author, products, publishedAt, category, ...shown } = record;
  const videoId = rawIdOf('Video', record.id);
  const cover = addresses.picture(record.cover);
  const sources = record.sources.flatMap((source) => toSource(source, addresses) ?? []);
  if (videoId === null || cover === null || sources.length === 0) return null;
  const publishedAtMs = publishedAt === null ? null : Date.parse(publishedAt);
  const shop = products.edges[0]?.node.shop ?? author?.shop ?? null;
  return new Video({
    ...shown,
    videoId,
    cover,
    sources,
    category,
    categoryId: categoryIdOf(category),
    authorId: author && rawIdOf('Author', author.id),
    shopId: shop && rawIdOf('Shop', shop.id),
    anchors: products.edges.flatMap(({ anchorMs, node }) => {
      const itemId = rawIdOf('Product', node.id);
      return itemId === null ? [] : { itemId, anchorMs };
    }),
    publishedAt: publishedAtMs,
    publishAtMs: publishedAtMs ?? 0,
    expireAtMs: null,
    blockedBy: record.status === VideoStatus.NORMAL ? null : 'CT_STATUS',
    fingerprint: null,
    stats: null,
  });
}

function toSource(
  { expiresAt, ...rest }: VideoRecord['sources'][number],
  addresses: AddressCheck,
): VideoSource | null {
  const url = addresses.file(rest.url);
  if (url === null) return null;
  return { ...rest, url, expiresAt: expiresAt === null ? null : Date.parse(expiresAt) };
}
