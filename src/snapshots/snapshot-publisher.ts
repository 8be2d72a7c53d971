import type { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { hashOf } from '../../datasources/snapshot/document.contract.js';
import { fileName, folderOf, POINTER_NAMES } from '../../datasources/snapshot/paths.js';
import { validUntilOf } from '../../datasources/snapshot/snapshot.js';
import type { SnapshotFiles } from '../../datasources/snapshot/snapshot-files.js';
import type { EmergencyOffline } from '../../datasources/slots/emergency.contract.js';
import type { Ask } from './ask.js';
import { collectFeed, type CollectedFeed } from './collect-feed.js';
import { composeDocument, type ComposedDocument } from './compose-document.js';
import { judgeDocument } from './gate.js';
import type { ItemContext } from './item-rules.js';
import { PointerStore, type PointerState, type Shelf } from './pointer-store.js';
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
  | { readonly kind: 'skipped'; readonly why: 'FROZEN' | 'RECENT' }
  | { readonly kind: 'refused'; readonly reasons: readonly PublishReason[]; readonly cause: unknown };

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

  private async attempt({ sceneId, variant, minAgeMs = 0, allowFewer = false }: PublishWish) {
    const shelf = { sceneId, variant };
    const generatedAt = this.options.now();
    const from = await this.pointers.read(shelf, 'latest');
    if (from.pointer?.frozen) return { kind: 'skipped', why: 'FROZEN' } as const;
    if (from.pointer && generatedAt - Date.parse(from.pointer.generatedAt) < minAgeMs)
      return { kind: 'skipped', why: 'RECENT' } as const;

    const feed = await collectFeed(this.options.ask, sceneId, variant, WANTED_ITEMS);
    const head = { ...shelf, generatedAt, wanted: WANTED_ITEMS };
    const document = composeDocument(head, feed, this.itemContext(sceneId, generatedAt));
    this.judge(document, feed, sceneId, generatedAt, allowFewer ? null : (from.pointer?.itemCount ?? null));
    const hash = hashOf(document.bytes);
    await this.store(shelf, hash, document);
    const { itemCount, trimmed } = document;
    const bytes = document.bytes.length;
    const tier = feed.pages[0]?.tier ?? 'PRIMARY';
    await this.point(shelf, from, tier, { hash, generatedAt, itemCount, bytes });
    return { kind: 'published', hash, itemCount, trimmed, bytes } as const;
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
  private async point(shelf: Shelf, from: PointerState, tier: string, fresh: FreshDocument): Promise<void> {
    const arms = await this.pointers.readArms(shelf);
    const arm = tier === 'LEGACY' ? 'latest-legacy' : 'latest-primary';
    await this.pointers.move(shelf, arm, arms[arm], nextPointer(shelf, arms[arm].pointer, fresh));
    const to = nextPointer(shelf, from.pointer, fresh);
    await this.pointers.move(shelf, 'latest', from, to);
    await this.tidy(shelf, [...Object.values(arms), { pointer: to }]);
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
