import { jittered } from '../jitter.js';
import type { MediaPolicy } from '../parsing/media-url.js';
import type { PollingOptions } from '../polling/poller.js';
import { SCENE_ID } from '../slots/scene-id.js';
import { DiskCopy } from './disk-copy.js';
import { VARIANTS } from './document.schema.js';
import { openFiles } from './open-files.js';
import { POINTER_NAMES, type PointerName } from './paths.js';
import type { PointedContext } from './pointed-snapshot.js';
import type { RefusalReason } from './refusal.js';
import type { SnapshotFiles } from './snapshot-files.js';
import { WatchedPointer, type ReadOutcome } from './watched-pointer.js';

const EVERY_MS = 60_000;
/** More scenes than any deployment has. */
const MOST_SCENES = 32;

/** What reading snapshots needs of the process. */
export interface WatchOptions extends PollingOptions {
  /** Base address of SNAPSHOT, `file:` or http(s); null: the deployment has none. */
  readonly url: string | null;
  /** Folder for the last good documents; null: none are kept. */
  readonly diskPath: string | null;
  readonly media: MediaPolicy;
  /** Whether the newest documents of both arms of a gray release are read too. Default: no. */
  readonly arms?: boolean;
}

interface WatchedScene {
  readonly pointers: readonly WatchedPointer[];
  /** Resolves when the copies on disk were read, to whether there was one of use. */
  readonly restored: Promise<boolean>;
  /** Resolves when each was tried once. */
  readonly tried: Promise<void>;
}

/** The pointers of all scenes, read at once and then every minute. */
export class WatchedPointers {
  /** How often each reason kept something from being loaded, or from being kept on disk. */
  readonly refusals = new Map<RefusalReason, number>();
  private readonly files: SnapshotFiles | null;
  private readonly disk: DiskCopy | null;
  private readonly names: readonly PointerName[];
  private readonly scenes = new Map<string, WatchedScene>();
  /** Those that clients alone have named so far. */
  private readonly guessed = new Set<string>();
  private copies: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly ending = new AbortController();

  constructor(private readonly options: WatchOptions) {
    const { url, diskPath, version, arms } = options;
    this.files = url === null ? null : openFiles(url, version, this.ending.signal);
    this.disk = diskPath === null ? null : new DiskCopy(diskPath);
    this.names = arms ? POINTER_NAMES : ['latest'];
  }

  /** Loads the copies on disk, then reads their scenes. Resolves when all was tried once; never rejects. */
  async start(): Promise<void> {
    const scenes = this.disk?.scenes() ?? Promise.resolve([]);
    const tried = scenes.then((ids) => ids.map((sceneId) => this.watch(sceneId)));
    this.copies = tried;
    await Promise.all(await tried);
    this.schedule();
  }

  /** Resolves when every scene known by now has a document, were it from disk, or was tried once. Never rejects. */
  async first(): Promise<void> {
    await this.copies;
    const scenes = [...this.scenes.values()];
    await Promise.all(scenes.map(async ({ restored, tried }) => (await restored) || tried));
  }

  /** Keeps a scene fresh from now on; resolves when it was tried once. Never rejects. */
  watch(sceneId: string): Promise<void> {
    this.guessed.delete(sceneId);
    const watched = this.scenes.get(sceneId);
    if (watched) return watched.tried;
    const { files, disk, scenes, guessed } = this;
    if (!files || scenes.size - guessed.size >= MOST_SCENES || !SCENE_ID.test(sceneId))
      return Promise.resolve();
    const pointers = VARIANTS.flatMap((variant) =>
      this.names.map((pointer) => new WatchedPointer({ sceneId, variant, pointer }, files, disk)),
    );
    // The disk first: it answers while the store may not.
    const restored = this.restore(pointers);
    const tried = restored.then(() => this.pollAll(pointers));
    scenes.set(sceneId, { pointers, restored, tried });
    return tried;
  }

  /**
   * Does the same for a scene that a client has named while the list of scenes is not known. At most 32 of those, beside the
   * others: invented names take no place of a scene that there is.
   */
  watchGuessed(sceneId: string): void {
    const { scenes, guessed } = this;
    if (scenes.has(sceneId) || guessed.size >= MOST_SCENES) return;
    void this.watch(sceneId);
    if (scenes.has(sceneId)) guessed.add(sceneId);
  }

  /** Reads a scene no more and forgets its documents. */
  forget(sceneId: string): void {
    this.guessed.delete(sceneId);
    this.scenes.delete(sceneId);
  }

  /** Reads the pointers of one scene, or of all, once, now. Never rejects. */
  async refresh(sceneId?: string): Promise<void> {
    await this.pollAll(sceneId === undefined ? this.all() : this.of(sceneId));
  }

  /** Ends reading, attempts under way included: nothing is loaded once this has resolved. */
  async stop(): Promise<void> {
    this.ending.abort();
    clearTimeout(this.timer);
    await Promise.all([this.running, ...[...this.scenes.values()].map(({ tried }) => tried)]);
  }

  /** The pointers of one scene. */
  of(sceneId: string): readonly WatchedPointer[] {
    return this.scenes.get(sceneId)?.pointers ?? [];
  }

  /** The pointers of all scenes. */
  all(): readonly WatchedPointer[] {
    return [...this.scenes.values()].flatMap(({ pointers }) => pointers);
  }

  private async restore(pointers: readonly WatchedPointer[]): Promise<boolean> {
    const outcomes = await Promise.all(pointers.map((pointer) => pointer.restore(this.context())));
    for (const outcome of outcomes) this.count(outcome);
    return pointers.some(({ shelf }) => shelf.current !== null);
  }

  private async pollAll(pointers: readonly WatchedPointer[]): Promise<void> {
    await Promise.all(pointers.map((pointer) => this.poll(pointer)));
  }

  private async poll(pointer: WatchedPointer): Promise<void> {
    const startedAt = performance.now();
    const outcome = await pointer.poll(this.context());
    if (this.ending.signal.aborted) return;
    const ms = performance.now() - startedAt;
    const operation = `SNAPSHOT.${pointer.place.pointer}`;
    this.options.telemetry.upstreamCall({ upstream: 'SNAPSHOT', operation, outcome, ms });
    this.count(outcome);
  }

  private schedule(): void {
    if (this.ending.signal.aborted) return;
    const afterMs = jittered(EVERY_MS, this.options.random());
    this.timer = setTimeout(() => {
      this.running = this.refresh().finally(() => this.schedule());
    }, afterMs);
    this.timer.unref();
  }

  private context(): PointedContext {
    const { media, telemetry, now } = this.options;
    return { media, report: (code) => telemetry.counted(code), now: now() };
  }

  private count(outcome: ReadOutcome): void {
    if (outcome !== 'ok') this.refusals.set(outcome, (this.refusals.get(outcome) ?? 0) + 1);
  }
}
