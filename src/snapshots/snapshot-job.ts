import type { Variant } from '../../datasources/snapshot/document.schema.js';
import type { Shelf } from './pointer-store.js';
import type { PublishOutcome, SnapshotPublisher } from './snapshot-publisher.js';

const EVERY_MS = 5 * 60_000;
/** What was refused once may have met a hiccup: it is tried again after this long (ms), not in five minutes. */
const SOON_MS = 5_000;
const JITTER = 0.1;
/** Another process has just published when a document is younger than this (ms). */
const RECENT_MS = EVERY_MS / 2;
/** So many refusals in a row are an alarm. */
const ALARM_AFTER = 3;

/** One attempt for one scene and variant, for metrics and log. */
export interface PublishEvent extends Shelf {
  readonly outcome: PublishOutcome;
  /** Refusals in a row, this one included; 0 after any other outcome. */
  readonly refusals: number;
  /** Somebody should look: nothing could be published three times in a row. */
  readonly alarm: boolean;
}

/** What the job needs. */
export interface SnapshotJobOptions {
  readonly publisher: Pick<SnapshotPublisher, 'publish'>;
  /** Scenes to publish, asked for before each round. */
  readonly scenes: () => readonly string[];
  readonly variants: readonly Variant[];
  readonly onEvent: (event: PublishEvent) => void;
  /** Told about a programmer error; the job goes on. */
  readonly onError: (error: unknown) => void;
  /** 0..1; spreads the rounds of several processes. */
  readonly random: () => number;
}

/** Publishes all scenes again and again, one after the other: publishing must never be the load that it is there for. */
export class SnapshotJob {
  private readonly refusals = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  /** Resolves to whether the round is to be repeated soon. */
  private running: Promise<boolean> | undefined;
  private wantsAnother = false;
  private stopped = false;

  constructor(private readonly options: SnapshotJobOptions) {}

  /** Publishes now and every 5 minutes from then on. */
  start(): void {
    void this.round(RECENT_MS);
  }

  /** The emergency list has changed: publishes at once, after a round that is under way. */
  offlineChanged(): void {
    if (this.running) this.wantsAnother = true;
    else void this.round(0);
  }

  /** Ends publishing; a document under way is finished. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async round(minAgeMs: number): Promise<void> {
    if (this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.running = this.publishAll(minAgeMs).catch((error: unknown) => {
      this.options.onError(error);
      return false;
    });
    const again = await this.running;
    this.running = undefined;
    if (this.wantsAnother) {
      this.wantsAnother = false;
      await this.round(0);
    } else if (again) this.schedule(SOON_MS, minAgeMs);
    else this.schedule(EVERY_MS, RECENT_MS);
  }

  private schedule(afterMs: number, minAgeMs: number): void {
    if (this.stopped) return;
    const spread = 1 - JITTER + 2 * JITTER * this.options.random();
    this.timer = setTimeout(() => void this.round(minAgeMs), afterMs * spread);
    this.timer.unref();
  }

  /** True when the list of scenes is not known yet, or something was refused that was not refused before. */
  private async publishAll(minAgeMs: number): Promise<boolean> {
    const scenes = this.options.scenes();
    let again = scenes.length === 0;
    for (const sceneId of scenes)
      for (const variant of this.options.variants) {
        if (this.stopped) return false;
        const refusals = await this.publishOne({ sceneId, variant }, minAgeMs);
        if (refusals === 1) again = true;
      }
    return again;
  }

  private async publishOne(shelf: Shelf, minAgeMs: number): Promise<number> {
    try {
      const outcome = await this.options.publisher.publish({ ...shelf, minAgeMs });
      const refusals = this.countRefusals(shelf, outcome);
      this.options.onEvent({ ...shelf, outcome, refusals, alarm: refusals >= ALARM_AFTER });
      return refusals;
    } catch (error) {
      this.options.onError(error);
      return 0;
    }
  }

  private countRefusals({ sceneId, variant }: Shelf, { kind }: PublishOutcome): number {
    const key = `${sceneId}/${variant}`;
    const refusals = kind === 'refused' ? (this.refusals.get(key) ?? 0) + 1 : 0;
    this.refusals.set(key, refusals);
    return refusals;
  }
}
