import type { ServingTier } from '../../schema/serving.type.js';
import type { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { hashOf } from '../../datasources/snapshot/document.contract.js';
import { fileName, folderOf, POINTER_NAMES } from '../../datasources/snapshot/paths.js';
import { validUntilOf } from '../../datasources/snapshot/snapshot.js';
import type { SnapshotFiles } from '../../datasources/snapshot/snapshot-files.js';
import type { EmergencyOffline } from '../../datasources/slots/emergency.contract.js';
import { askWith, type Ask } from './ask.js';
import { collectFeed, type CollectedFeed } from './collect-feed.js';
import { composeDocument, type ComposedDocument } from './compose-document.js';
import type { FeedArm } from './feed-arms.js';
import { judgeDocument } from './gate.js';
import type { ItemContext } from './item-rules.js';
import { PointerStore, type ArmPointer, type PointerState, type Shelf } from './pointer-store.js';
import { PublishRefusal, type ItemFault, type PublishReason } from './publish-reason.js';
import { nextPointer, type FreshDocument } from './published-pointer.js';
import type { SnapshotTarget } from './snapshot-target.js';

/** Items of a document, where the feed has as many. */
const WANTED_ITEMS = 60;

/** What publishing needs of the process. */
export interface PublisherOptions {
  readonly ask: Ask;
  readonly target: SnapshotTarget;
  /** The same store by its public address. */
  readonly publicFiles: SnapshotFiles;
  /** The list in force at this moment. */
  readonly emergency: () => EmergencyOffline;
  /** Whether a creative is shown to some viewers only. */
  readonly isForCrowd: (sceneId: string, creativeId: string) => boolean;
  readonly media: MediaPolicy;
  /** Epoch ms. */
  readonly now: () => number;
}

/** How one attempt is made. */
export interface PublishWish extends Shelf {
  /** Leave a document alone that is younger (ms): another process has published it. Default: none is. */
  readonly minAgeMs?: number;
  /** Publish even if there are far fewer items than last time. Default: no. */
  readonly allowFewer?: boolean;
  /**
   * Publish what this arm makes, for its viewers, and for everybody while nobody in particular is on it. Default: whatever the
   * feed gives to nobody in particular, for everybody.
   */
  readonly arm?: FeedArm | null;
}

/** How one attempt ended. Only `published` moved a pointer. */
export type PublishOutcome =
  | {
      readonly kind: 'published';
      readonly hash: string;
      readonly itemCount: number;
      readonly bytes: number;
      readonly trimmed: ReadonlyMap<ItemFault, number>;
    }
  | { readonly kind: 'skipped'; readonly why: 'FROZEN' | 'RECENT' | 'STOPPED' }
  | { readonly kind: 'refused'; readonly reasons: readonly PublishReason[]; readonly cause: unknown };

/** The pointers as they were when an attempt began. */
interface Found {
  readonly latest: PointerState;
  /** That of the arm; null: none was wished for. */
  readonly own: PointerState | null;
}

/** Makes a document of a scene's feed and publishes it if it passes the gate. */
export class SnapshotPublisher {
  private readonly pointers: PointerStore;

  constructor(private readonly options: PublisherOptions) {
    this.pointers = new PointerStore(options.target);
  }

  /** One attempt. Never rejects for anything that feed, gate or store do. */
  async publish(wish: PublishWish): Promise<PublishOutcome> {
    try {
      return await this.attempt(wish);
    } catch (error) {
      if (error instanceof PublishRefusal)
        return { kind: 'refused', reasons: error.reasons, cause: error.cause };
      throw error;
    }
  }

  private async attempt(wish: PublishWish) {
    const { sceneId, variant, allowFewer = false, arm = null } = wish;
    const shelf = { sceneId, variant };
    const generatedAt = this.options.now();
    const latest = await this.pointers.read(shelf, 'latest');
    const own = arm && (await this.pointers.read(shelf, pointerOf(arm.tier)));
    const why = whyNot(wish, { latest, own }, generatedAt);
    if (why) return { kind: 'skipped', why } as const;

    const feed = await this.collect(shelf, arm);
    const head = { ...shelf, generatedAt, wanted: WANTED_ITEMS };
    const document = composeDocument(head, feed, this.itemContext(sceneId, generatedAt));
    this.judge(
      document,
      feed,
      sceneId,
      generatedAt,
      allowFewer ? null : ((own ?? latest).pointer?.itemCount ?? null),
    );
    const hash = hashOf(document.bytes);
    await this.store(shelf, hash, document);
    const { itemCount, trimmed } = document;
    const bytes = document.bytes.length;
    const standing = arm?.standing() ?? 'usual';
    if (standing === 'stopped') return { kind: 'skipped', why: 'STOPPED' } as const;
    const fresh = { hash, generatedAt, itemCount, bytes };
    const found = { latest, own, movesLatest: standing === 'usual' };
    await this.point(shelf, pointerOf(feed.pages[0]?.tier), found, fresh);
    return { kind: 'published', hash, itemCount, trimmed, bytes } as const;
  }

  /** @throws PublishRefusal FEED_FAILED, and TIER when another arm's tier has made a page */
  private async collect({ sceneId, variant }: Shelf, arm: FeedArm | null): Promise<CollectedFeed> {
    const ask = arm ? askWith(arm.headers, this.options.ask) : this.options.ask;
    const feed = await collectFeed(ask, sceneId, variant, WANTED_ITEMS);
    if (arm && feed.pages.some(({ tier }) => tier !== arm.tier)) throw new PublishRefusal(['TIER']);
    return feed;
  }

  /** With the emergency list of this moment, which may be newer than that of the feed's pages. */
  private itemContext(sceneId: string, generatedAt: number): ItemContext {
    const { emergency, isForCrowd } = this.options;
    return {
      emergency: emergency(),
      isForCrowd: (creativeId) => isForCrowd(sceneId, creativeId),
      validUntil: validUntilOf(generatedAt),
    };
  }

  private judge(
    { bytes }: ComposedDocument,
    { pages }: CollectedFeed,
    sceneId: string,
    generatedAt: number,
    lastCount: number | null,
  ): void {
    const { media } = this.options;
    const context = { ...this.itemContext(sceneId, generatedAt), pages, lastCount, media };
    const reasons = judgeDocument(bytes, context);
    if (reasons.length > 0) throw new PublishRefusal(reasons);
  }

  private async store({ sceneId, variant }: Shelf, hash: string, { bytes }: ComposedDocument): Promise<void> {
    const path = `${folderOf(sceneId, variant)}/${fileName(hash)}`;
    try {
      await this.options.target.write(path, bytes);
    } catch (error) {
      throw new PublishRefusal(['STORE_WRITE'], { cause: error });
    }
    const found = await this.options.publicFiles.read(path).catch(() => null);
    if (found?.kind !== 'found' || hashOf(found.bytes) !== hash) throw new PublishRefusal(['READ_BACK']);
  }

  /** The arm's pointer first: a refusal then always means that `latest` stayed where it was. */
  private async point(
    shelf: Shelf,
    name: ArmPointer,
    { own, latest, movesLatest }: Found & { readonly movesLatest: boolean },
    fresh: FreshDocument,
  ): Promise<void> {
    const arms = await this.pointers.readArms(shelf);
    const from = own ?? arms[name];
    const to = nextPointer(shelf, from.pointer, fresh);
    await this.pointers.move(shelf, name, from, to);
    const newest = movesLatest ? nextPointer(shelf, latest.pointer, fresh) : latest.pointer;
    if (movesLatest && newest) await this.pointers.move(shelf, 'latest', latest, newest);
    await this.tidy(shelf, [...Object.values(arms), { pointer: to }, { pointer: newest }]);
  }

  /** What cannot be removed now is removed after the next document. */
  private async tidy(
    { sceneId, variant }: Shelf,
    pointing: readonly Pick<PointerState, 'pointer'>[],
  ): Promise<void> {
    const documents = pointing.flatMap(({ pointer }) =>
      pointer ? [pointer.hash, ...pointer.history.map(({ hash }) => hash)] : [],
    );
    const keep = new Set([...POINTER_NAMES, ...documents].map(fileName));
    const { target, now } = this.options;
    await target.tidy(folderOf(sceneId, variant), keep, now()).catch(() => undefined);
  }
}

const pointerOf = (tier: ServingTier | undefined): ArmPointer =>
  tier === 'LEGACY' ? 'latest-legacy' : 'latest-primary';

/** Why nothing is to be published now; null: it is. */
function whyNot({ minAgeMs = 0, arm = null }: PublishWish, { latest, own }: Found, now: number) {
  if (latest.pointer?.frozen) return 'FROZEN';
  const standing = arm?.standing() ?? 'usual';
  if (standing === 'stopped') return 'STOPPED';
  const { pointer } = own ?? latest;
  if (!pointer || now - Date.parse(pointer.generatedAt) >= minAgeMs) return null;
  // Everybody may still be shown what the other arm has made.
  return standing === 'served' || latest.pointer?.hash === pointer.hash ? 'RECENT' : null;
}
