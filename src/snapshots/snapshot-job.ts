import { jittered } from '../../datasources/jitter.js';
import type { Variant } from '../../datasources/snapshot/document.schema.js';
import type { ArmsOfFeed, FeedArm } from './feed-arms.js';
import type { Shelf } from './pointer-store.js';
import type { PublishOutcome, SnapshotPublisher } from './snapshot-publisher.js';

const EVERY_MS = 5 * 60_000;
/** A refusal may come of a hiccup: a round is repeated after this long (ms), then after twice as long, so many times. */
const SOON_MS = 5_000;
const REPEATS = 4;
/** Another process has just published when a document is younger than this (ms). */
const RECENT_MS = EVERY_MS / 2;
/** So many refusals in a row are an alarm. */
const ALARM_AFTER = 3;

/** One attempt for one scene and variant, for metrics and log. */
export interface PublishEvent extends Shelf {
  readonly outcome: PublishOutcome;
  /** Whose list it was to be; null: no rule moves the feed. */
  readonly tier: FeedArm['tier'] | null;
  /**
   * Rounds in a row that ended with a refusal, of either arm's list, however often they were repeated, this one included; 0
   * after any other outcome.
   */
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
  /** Of whom lists are published, asked for before each one. */
  readonly arms: ArmsOfFeed;
  readonly onEvent: (event: PublishEvent) => void;
  /** Told about a programmer error; the job goes on. */
  readonly onError: (error: unknown) => void;
  /** 0..1; spreads the rounds of several processes. */
  readonly random: () => number;
}

interface Round {
  /** Documents younger than this (ms) are left alone. */
  readonly minAgeMs: number;
  /** How often it was repeated. */
  readonly repeat: number;
}

const AT_ONCE: Round = { minAgeMs: 0, repeat: 0 };

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
    void this.round({ minAgeMs: RECENT_MS, repeat: 0 });
  }

  /** What may be shown has changed: publishes at once, or after a round that is under way. */
  publishNow(): void {
    if (this.running) this.wantsAnother = true;
    else void this.round(AT_ONCE);
  }

  /** Ends publishing; a document under way is finished. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async round(round: Round): Promise<void> {
    if (this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.running = this.publishAll(round).catch((error: unknown) => {
      this.options.onError(error);
      return false;
    });
    const again = await this.running;
    this.running = undefined;
    if (this.wantsAnother) {
      this.wantsAnother = false;
      await this.round(AT_ONCE);
    } else if (again && round.repeat < REPEATS)
      this.schedule(SOON_MS * 2 ** round.repeat, { ...round, repeat: round.repeat + 1 });
    else this.schedule(EVERY_MS, { minAgeMs: RECENT_MS, repeat: 0 });
  }

  private schedule(afterMs: number, round: Round): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => void this.round(round), jittered(afterMs, this.options.random()));
    this.timer.unref();
  }

  /** True when the list of scenes is not known yet, or something was refused. */
  private async publishAll(round: Round): Promise<boolean> {
    const scenes = this.options.scenes();
    let again = scenes.length === 0;
    for (const sceneId of scenes)
      for (const variant of this.options.variants) {
        if (this.stopped) return false;
        const refusals = await this.publishOne({ sceneId, variant }, round);
        if (refusals > 0) again = true;
      }
    return again;
  }

  private async publishOne(shelf: Shelf, { minAgeMs, repeat }: Round): Promise<number> {
    const { publisher, arms, onEvent } = this.options;
    try {
      const attempts: Pick<PublishEvent, 'tier' | 'outcome'>[] = [];
      for (const arm of arms(shelf) ?? [null]) {
        const outcome = await publisher.publish({ ...shelf, minAgeMs, arm });
        attempts.push({ tier: arm && arm.tier, outcome });
      }
      const isRefused = attempts.some(({ outcome }) => outcome.kind === 'refused');
      const refusals = this.countRefusals(shelf, isRefused, repeat > 0);
      for (const attempt of attempts)
        onEvent({ ...shelf, ...attempt, refusals, alarm: refusals >= ALARM_AFTER });
      return refusals;
    } catch (error) {
      this.options.onError(error);
      return 0;
    }
  }

  private countRefusals({ sceneId, variant }: Shelf, isRefused: boolean, isRepeat: boolean): number {
    const key = `${sceneId}/${variant}`;
    const former = this.refusals.get(key) ?? 0;
    const refusals = isRefused ? Math.max(1, isRepeat ? former : former + 1) : 0;
    this.refusals.set(key, refusals);
    return refusals;
  }
}
