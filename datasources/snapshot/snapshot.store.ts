import type { Author } from '../../schema/author.type.js';
import type { Product } from '../../schema/product.type.js';
import type { Video } from '../../schema/video.type.js';
import type { Variant } from './document.schema.js';
import type { PointerName } from './paths.js';
import type { RefusalReason } from './refusal.js';
import { ageOf, isUsable, type Snapshot } from './snapshot.js';
import { WatchedPointers, type WatchOptions } from './watched-pointers.js';

/** Fewest hex digits that name a document; cursors hold as many. */
const SHORT_HASH = 16;

/** Whether a list may be shown to viewers of an arm: what the other one has made may not. */
const isOf = ({ sourceTier }: Snapshot, arm: SnapshotWish['arm']): boolean =>
  arm === null || arm === (sourceTier === 'LEGACY' ? 'legacy' : 'primary');

/** Who a list is wanted for. */
export interface SnapshotWish {
  readonly sceneId: string;
  readonly variant: Variant;
  /** Arm of the viewer while rollouts are wanted; null: whatever is newest. */
  readonly arm: 'primary' | 'legacy' | null;
}

/** A record out of a snapshot. */
export interface SnapshotRecord<T> {
  readonly value: T;
  /** Milliseconds since the snapshot was generated. */
  readonly ageMs: number;
}

/**
 * Published snapshots, read in the background into memory: a request never waits for them. What the emergency list takes off
 * is still in them: their callers apply it. `now` is epoch ms throughout.
 */
export class SnapshotStore {
  private readonly pointers: WatchedPointers;

  constructor(options: WatchOptions) {
    this.pointers = new WatchedPointers(options);
  }

  /** Begins reading, with the copies on disk; resolves when all was tried once. Never rejects. */
  start(): Promise<void> {
    return this.pointers.start();
  }

  /** Resolves when every scene known by now has a document, were it from disk, or was tried once. Never rejects. */
  first(): Promise<void> {
    return this.pointers.first();
  }

  /** Keeps the documents of a scene fresh from now on; resolves when they were tried once. At most 32 scenes; never rejects. */
  watch(sceneId: string): Promise<void> {
    return this.pointers.watch(sceneId);
  }

  /** The same for a scene that a client has named while the list of scenes is not known. */
  watchGuessed(sceneId: string): void {
    this.pointers.watchGuessed(sceneId);
  }

  /** Reads a scene no more and forgets its documents. */
  forget(sceneId: string): void {
    this.pointers.forget(sceneId);
  }

  /** Reads the pointers of one scene, or of all, once, now. Never rejects. */
  refresh(sceneId?: string): Promise<void> {
    return this.pointers.refresh(sceneId);
  }

  /** Ends reading. */
  stop(): Promise<void> {
    return this.pointers.stop();
  }

  /** The newest list of the arm, own variant before `all`; null when there is none young enough. */
  current({ sceneId, variant, arm }: SnapshotWish, now: number): Snapshot | null {
    const names: readonly PointerName[] = arm === null ? ['latest'] : [`latest-${arm}`, 'latest'];
    const places = names.flatMap((pointer) => [variant, 'all'].map((wanted) => ({ pointer, wanted })));
    for (const { pointer, wanted } of places) {
      const found = this.pointers
        .of(sceneId)
        .find(({ place }) => place.pointer === pointer && place.variant === wanted);
      const snapshot = found?.shelf.current;
      if (snapshot && isUsable(snapshot, now) && isOf(snapshot, arm)) return snapshot;
    }
    return null;
  }

  /**
   * The document that a session began in, by its hash or at least 16 digits of it, while it is held and young enough, and not of
   * the other arm.
   */
  held({ sceneId, arm }: Omit<SnapshotWish, 'variant'>, hash: string, now: number): Snapshot | null {
    if (hash.length < SHORT_HASH) return null;
    const documents = this.pointers.of(sceneId).flatMap(({ shelf }) => shelf.held);
    const isFit = (one: Snapshot) => one.hash.startsWith(hash) && isUsable(one, now) && isOf(one, arm);
    return documents.find(isFit) ?? null;
  }

  /** A video by raw id, from the newest document that knows it; null when none does. */
  video(videoId: string, now: number): SnapshotRecord<Video> | null {
    return this.lookUp(({ index }) => index.videos.get(videoId), now);
  }

  /** A product by raw item id. Its status is UNKNOWN; price and stock are left to be hydrated. */
  product(itemId: string, now: number): SnapshotRecord<Product> | null {
    return this.lookUp(({ index }) => index.products.get(itemId), now);
  }

  /** An author by raw account id, without counters. */
  author(accountId: string, now: number): SnapshotRecord<Author> | null {
    return this.lookUp(({ index }) => index.authors.get(accountId), now);
  }

  /** Milliseconds since each current document was generated, by `scene/variant`. */
  ages(now: number): ReadonlyMap<string, number> {
    const ages = new Map<string, number>();
    for (const { place, shelf } of this.pointers.all())
      if (place.pointer === 'latest' && shelf.current)
        ages.set(`${place.sceneId}/${place.variant}`, ageOf(shelf.current, now));
    return ages;
  }

  /** How often each reason kept something from being loaded, or from being kept on disk, since the start. */
  refusals(): ReadonlyMap<RefusalReason, number> {
    return this.pointers.refusals;
  }

  private lookUp<T>(find: (snapshot: Snapshot) => T | undefined, now: number): SnapshotRecord<T> | null {
    let newest: SnapshotRecord<T> | null = null;
    for (const { shelf } of this.pointers.all()) {
      const snapshot = shelf.current;
      if (!snapshot || !isUsable(snapshot, now)) continue;
      const value = find(snapshot);
      const ageMs = ageOf(snapshot, now);
      if (value !== undefined && (!newest || ageMs < newest.ageMs)) newest = { value, ageMs };
    }
    return newest;
  }
}
