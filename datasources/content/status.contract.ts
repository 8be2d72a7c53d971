import { VideoStatus, type Video } from '../../schema/video.type.js';
import type { RecordReader } from '../parsing/record-reader.js';

const STATUSES = new Set(['NORMAL', 'OFFLINE', 'PROCESSING', 'BLOCKED', 'DELETED'] as const);
const AUDITS = new Set(['PASS', 'PENDING', 'REJECTED'] as const);
const VISIBILITIES = new Set(['PUBLIC', 'PRIVATE'] as const);

/** When a video may be played: from `publishAt` on, before `expireAt` (epoch ms; null is never). */
interface Window {
  readonly publishAtMs: number;
  readonly expireAtMs: number | null;
}

/** The one status that a record's status, review, visibility and window come to; the gravest wins, unknown words are OFFLINE. */
export function parseStatus(read: RecordReader, window: Window, now: number): VideoStatus {
  const status = read.oneOf('status', STATUSES);
  const audit = read.oneOf('auditStatus', AUDITS);
  const visibility = read.oneOf('visibility', VISIBILITIES);
  if (status === 'DELETED') return VideoStatus.DELETED;
  if (status === 'BLOCKED' || audit === 'REJECTED') return VideoStatus.BLOCKED;
  if (audit === 'PENDING') return VideoStatus.UNDER_REVIEW;
  if (status === 'PROCESSING') return VideoStatus.PROCESSING;
  const open = status === 'NORMAL' && audit === 'PASS' && visibility === 'PUBLIC' && within(window, now);
  return open ? VideoStatus.NORMAL : VideoStatus.OFFLINE;
}

/**
 * Whether a video can be shown at `now` (epoch ms). A record may have been read a while before: its window is judged again.
 * A video without a title is not playable by itself; a feed may lend it its scene's fallback title.
 */
export const playable = (video: Video, now: number): boolean =>
  video.blockedBy === null && within(video, now);

const within = ({ publishAtMs, expireAtMs }: Window, now: number): boolean =>
  publishAtMs <= now && (expireAtMs === null || now < expireAtMs);
