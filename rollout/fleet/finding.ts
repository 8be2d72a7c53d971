import type { Interval } from '../statistics/wilson.js';

/** One figure of both arms beside its limit. */
export interface Finding {
  /** `error rate`, `p95 latency` */
  readonly name: string;
  readonly isBad: boolean;
  /** As shares, seconds or averages, as the name says; null: there is none. */
  readonly control: number | null;
  readonly treatment: number;
  /** Of the difference, or of the figure itself where there is nothing to compare with; null: it has none. */
  readonly interval: Interval | null;
  /** One sentence with both figures and the limit. */
  readonly text: string;
}

/** A share as people read it: `1.25 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
