/** Clocks of two machines may differ by this much (ms) before a value is taken for one from the future. */
const TOLERANCE_MS = 5_000;

/** The moment a value was produced, as far as it can be believed: one from the future counts as received now. */
export const believable = (asOf: number, now: number): number => (asOf > now + TOLERANCE_MS ? now : asOf);
