import type { Author } from '../../schema/author.type.js';
import type { Image } from '../../schema/image.type.js';
import type { Product } from '../../schema/product.type.js';
import type { Video } from '../../schema/video.type.js';
import type { SnapshotDocument } from './document.schema.js';

/** Beyond this age (ms) a document is not served any more. */
export const MAX_AGE_MS = 24 * 3_600_000;

/** A video of a snapshot, with what its card says beside it. */
export interface SnapshotVideo {
  readonly kind: 'VIDEO';
  /** Content key. */
  readonly key: string;
  /** Author, products and viewer are left to be hydrated. */
  readonly video: Video;
  readonly targetUrl: string;
  readonly titleOverride: string | null;
  readonly coverOverride: Image | null;
  readonly recommendReason: string | null;
  readonly badge: string | null;
}

/** A banner of a snapshot: it is content by itself. */
export interface SnapshotBanner {
  readonly kind: 'BANNER';
  /** Content key. */
  readonly key: string;
  /** Global id of its card. */
  readonly id: string;
  readonly image: Image;
  readonly targetUrl: string;
  readonly title: string | null;
}

/** One position of a snapshot. */
export type SnapshotItem = SnapshotVideo | SnapshotBanner;

/** Everything a snapshot knows by raw id. All values are frozen: every reader gets the same object. */
export interface SnapshotIndex {
  readonly videos: ReadonlyMap<string, Video>;
  readonly products: ReadonlyMap<string, Product>;
  readonly authors: ReadonlyMap<string, Author>;
}

/** A published list, read and checked. */
export interface Snapshot extends Pick<
  SnapshotDocument,
  'sceneId' | 'variant' | 'sourceTier' | 'configVersion' | 'blockSize'
> {
  /** SHA-256 of its bytes, 64 hex digits. */
  readonly hash: string;
  /** Epoch ms. */
  readonly generatedAt: number;
  /** In document order, before rotation. */
  readonly items: readonly SnapshotItem[];
  readonly index: SnapshotIndex;
}

/** Milliseconds since a snapshot was generated; `now` in epoch ms. */
export const ageOf = ({ generatedAt }: Snapshot, now: number): number => now - generatedAt;

/** Whether a snapshot may still be served. */
export const isUsable = (snapshot: Snapshot, now: number): boolean => ageOf(snapshot, now) <= MAX_AGE_MS;

/** Epoch ms until which a document generated at that moment may be served. */
export const validUntilOf = (generatedAt: number): number => generatedAt + MAX_AGE_MS;
