/** Where guards, and what is kept, take time and chance from; tests bring their own. */
export interface TimeAndChance {
  /** Milliseconds that only grow; no relation to the time of day. */
  readonly monotonicNow: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}
