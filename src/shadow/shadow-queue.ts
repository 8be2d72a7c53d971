import type { ShadowSettings } from '../../rollout/rules/rule.types.js';
import { PerSecond } from './per-second.js';

/** Cases that wait or are under way in one process. */
const MOST_HELD = 32;
/** A stratum with fewer samples than this in an hour goes first. */
const RARE = 30;
const HOUR_MS = 3_600_000;
/** Strata that are counted. */
const MOST_STRATA = 1_000;

/** Something to run, beside answers and behind them. */
export interface ShadowTask {
  readonly ruleId: string;
  /** Coordinate, shape of the arguments and client: rare ones must not drown. */
  readonly stratum: string;
  readonly bounds: Pick<ShadowSettings, 'maxRps' | 'maxConcurrent'>;
  /** Never rejects. */
  readonly run: () => Promise<void>;
}

/** Why a case was let go. */
export type Dropped = 'rate' | 'full' | 'busy';

/** What a queue needs of its process. */
export interface ShadowQueueParts {
  /** Monotonic ms. */
  readonly now: () => number;
  /** Whether the process has room for what nobody waits for. */
  readonly mayRun: () => boolean;
  readonly dropped: (ruleId: string, why: Dropped) => void;
}

/** Runs shadow legs within their bounds, after answers went out. What does not fit is dropped and counted. */
export class ShadowQueue {
  private waiting: ShadowTask[] = [];
  private readonly underWay = new Map<string, number>();
  private readonly perSecond: PerSecond;
  private strata = new Map<string, number>();
  private strataSince = 0;
  private stopped = false;
  private isDue = false;

  constructor(private readonly parts: ShadowQueueParts) {
    this.perSecond = new PerSecond(parts.now);
  }

  /** Takes a case, or drops it. */
  offer(task: ShadowTask): void {
    const why = this.refusal(task);
    if (why) {
      this.parts.dropped(task.ruleId, why);
      return;
    }
    this.perSecond.count(task.ruleId);
    this.waiting.push(task);
    this.beginSoon();
  }

  /** Begins nothing more. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
  }

  private refusal({ ruleId, bounds }: ShadowTask): Dropped | null {
    const running = [...this.underWay.values()].reduce((sum, count) => sum + count, 0);
    if (this.stopped || this.waiting.length + running >= MOST_HELD) return 'full';
    return this.perSecond.hasRoom(ruleId, bounds.maxRps) ? null : 'rate';
  }

  /** One task begins in a turn of the loop: what a request was answered with is there again, so a leg goes far at once. */
  private beginSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    setImmediate(() => {
      this.isDue = false;
      this.begin();
    });
  }

  private begin(): void {
    const task = this.next();
    if (!task) return;
    this.beginSoon();
    if (!this.parts.mayRun()) {
      this.parts.dropped(task.ruleId, 'busy');
      return;
    }
    this.countStratum(task.stratum);
    this.underWay.set(task.ruleId, this.running(task.ruleId) + 1);
    void task.run().finally(() => {
      this.underWay.set(task.ruleId, this.running(task.ruleId) - 1);
      this.beginSoon();
    });
  }

  /** The first of a rare stratum, else the first, among those whose rule has room. */
  private next(): ShadowTask | undefined {
    const fitting = this.waiting.filter(({ ruleId, bounds }) => this.running(ruleId) < bounds.maxConcurrent);
    const task = fitting.find(({ stratum }) => (this.strata.get(stratum) ?? 0) < RARE) ?? fitting[0];
    if (task) this.waiting.splice(this.waiting.indexOf(task), 1);
    return task;
  }

  private running(ruleId: string): number {
    return this.underWay.get(ruleId) ?? 0;
  }

  private countStratum(stratum: string): void {
    const now = this.parts.now();
    if (now - this.strataSince > HOUR_MS || this.strata.size > MOST_STRATA) {
      this.strata = new Map();
      this.strataSince = now;
    }
    this.strata.set(stratum, (this.strata.get(stratum) ?? 0) + 1);
  }
}
