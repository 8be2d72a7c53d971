import type { Side } from '../rules/rule.types.js';
import { newcombe } from '../statistics/newcombe.js';
import type { Interval } from '../statistics/wilson.js';
import type { FuseAction, FuseRecord } from './fuse-record.js';
import { OutcomeWindow } from './outcome-window.js';
import type { OutcomeKind } from './primary-outcome.js';
import { RecentOutcomes } from './recent-outcomes.js';

/** Standard deviations: hardly ever a trip by chance, as often as it is looked. */
const Z = 3.5;
/** What treatment may be worse by, as a share. */
const MARGIN = 0.02;
const LEAST_TREATMENT = 200;
const LEAST_CONTROL = 50;
/** Looking more often finds little sooner that counts, and four times as much by chance. */
const LOOK_MS = 5_000;
const FAILURES_IN_A_ROW = 20;
/** Control that fails more often than this suffers from the same outage. */
const SHARED_OUTAGE = 0.5;
const OFF_MS = 60_000;
/** Trips further back are forgotten. */
const MEMORY_MS = 600_000;
/** The trip that makes so many within the memory holds. */
const HOLDING_TRIP = 3;

/** What a fuse tells when it changes; who keeps it adds the rule and its version. */
export type FuseChange = Omit<FuseRecord, 'rule' | 'rulesVersion'>;

/** Time, chance and an ear. */
export interface FuseParts {
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly onChange: (change: FuseChange) => void;
}

/**
 * Takes treatment of one rule off on this instance when it is worse than control is at the same time. Judged when an outcome
 * comes, by the clock, never by a timer: a process that was frozen wakes up right.
 */
export class Fuse {
  private readonly window = new OutcomeWindow();
  private readonly recentControl = new RecentOutcomes();
  private failuresInARow = 0;
  private isOff = false;
  private offUntil = 0;
  private lookedAt = -Infinity;
  private trips: readonly number[] = [];
  /** Whether control has a path; without one there is nothing to compare with, and treatment is judged by its rows of failures. */
  hasControl = true;

  constructor(private readonly parts: FuseParts) {}

  /** Whether treatment is off; ends a time that is over. */
  isTripped(): boolean {
    if (!this.isOff) return false;
    const now = this.parts.now();
    if (now < this.offUntil) return true;
    this.close(now, 'The time off is over: treatment is tried again.');
    return false;
  }

  /** Counts an outcome and judges both sides by it. While treatment is off it only counts. */
  note(side: Side, kind: OutcomeKind): void {
    const mayTrip = !this.isTripped();
    const now = this.parts.now();
    this.window.note(now, side, kind);
    if (side === 'control') this.recentControl.note(now, kind !== 'ok');
    if (!mayTrip) return;
    if (side === 'treatment') this.failuresInARow = kind === 'ok' ? 0 : this.failuresInARow + 1;
    if (this.failuresInARow >= FAILURES_IN_A_ROW && this.isControlWell(now))
      this.trip(now, `${this.failuresInARow} failures of treatment in a row, while control is well.`);
    else if (now - this.lookedAt >= LOOK_MS && this.hasControl) this.compare(now);
  }

  /** New rules are in force: treatment that was held off until then is tried again, with a clean record. */
  release(): void {
    if (!this.isOff || this.offUntil !== Infinity) return;
    this.trips = [];
    this.close(this.parts.now(), 'New rules are in force: treatment is tried again.');
  }

  private compare(now: number): void {
    if (this.window.outcomes('treatment') < LEAST_TREATMENT) return;
    if (this.window.outcomes('control') < LEAST_CONTROL) return;
    this.lookedAt = now;
    if (this.difference().low > MARGIN)
      this.trip(now, `Treatment is worse than control by more than ${MARGIN * 100} points.`);
  }

  /** Its last outcomes count, not the window: when an outage of both begins, the window is still full of good ones. */
  private isControlWell(now: number): boolean {
    const badShare = this.hasControl ? this.recentControl.badShare(now) : null;
    return badShare === null || badShare < SHARED_OUTAGE;
  }

  private difference(): Interval {
    return newcombe(this.shareOf('treatment'), this.shareOf('control'), Z);
  }

  private shareOf(side: Side) {
    return { count: this.window.bad(side), total: this.window.outcomes(side) };
  }

  private trip(now: number, why: string): void {
    this.trips = [...this.trips.filter((at) => now - at < MEMORY_MS), now];
    const count = this.trips.length;
    const isHeld = count >= HOLDING_TRIP;
    const offMs = isHeld ? null : OFF_MS * count * (0.5 + this.parts.random());
    this.isOff = true;
    this.offUntil = now + (offMs ?? Infinity);
    this.tell(now, isHeld ? 'hold' : 'trip', offMs, why);
    this.forget();
  }

  private close(now: number, why: string): void {
    this.isOff = false;
    this.tell(now, 'close', null, why);
    this.forget();
  }

  private forget(): void {
    this.window.clear();
    this.failuresInARow = 0;
    this.lookedAt = -Infinity;
  }

  private tell(at: number, action: FuseAction, offMs: number | null, why: string): void {
    this.parts.onChange({
      at,
      action,
      offMs,
      overMs: this.window.lengthMs(),
      control: this.window.figures('control'),
      treatment: this.window.figures('treatment'),
      difference: this.difference(),
      why,
    });
  }
}
