import type { Interval } from '../statistics/wilson.js';
import type { OutcomeFigures } from './outcome-window.js';

/** trip: off for a while; hold: off until the next rules version; close: treatment is served again. */
export type FuseAction = 'trip' | 'hold' | 'close';

/** What a fuse saw when it changed: kept, logged and counted. Immutable. */
export interface FuseRecord {
  /** On the monotonic clock, ms; a log line adds the time of day. */
  readonly at: number;
  /** Rule id. */
  readonly rule: string;
  /** Of the rules in force; null: none were read yet. */
  readonly rulesVersion: number | null;
  readonly action: FuseAction;
  /** How long treatment is off, in ms; null when that is not known, and for `close`. */
  readonly offMs: number | null;
  /** Length of the time that both sides were counted over. */
  readonly overMs: number;
  readonly control: OutcomeFigures;
  readonly treatment: OutcomeFigures;
  /** Of bad(treatment) − bad(control), as shares. */
  readonly difference: Interval;
  /** One sentence. */
  readonly why: string;
}
