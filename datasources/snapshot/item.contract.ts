import type { AddressCheck } from './address-check.js';
import { rawIdOf } from './raw-id.js';
import type { BannerCardRecord, SnapshotEdge, VideoCardRecord } from './record.schema.js';
import type { SnapshotBanner, SnapshotItem, SnapshotVideo } from './snapshot.js';
import { toVideo } from './video.contract.js';

/** One position of a snapshot; null when nothing of it may be shown, or its target may not be followed. */
export function toItem({ node }: SnapshotEdge, addresses: AddressCheck): SnapshotItem | null {
  const targetUrl = addresses.link(node.targetUrl);
  if (targetUrl === null) return null;
  return node.__typename === 'VideoCard'
    ? toVideoItem(node, targetUrl, addresses)
    : toBannerItem(node, targetUrl, addresses);
}

function toVideoItem(
  node: VideoCardRecord,
  targetUrl: string,
  addresses: AddressCheck,
): SnapshotVideo | null {
  const video = toVideo(node.video, addresses);
  const { titleOverride, recommendReason, badge } = node;
  const coverOverride = addresses.picture(node.coverOverride);
  return (
    video && {
      kind: 'VIDEO',
      key: `VIDEO:${video.videoId}`,
      video: Object.freeze(video),
      targetUrl,
      titleOverride,
      coverOverride,
      recommendReason,
      badge,
    }
  );
}

function toBannerItem(
  { id, title, ...node }: BannerCardRecord,
  targetUrl: string,
  addresses: AddressCheck,
): SnapshotBanner | null {
  const creativeId = rawIdOf('BannerCard', id);
  const image = addresses.picture(node.image);
  return creativeId === null || image === null
    ? null
    : { kind: 'BANNER', key: `BANNER:${creativeId}`, id, image, targetUrl, title };
}
