/** Clocks of two machines may differ by this much (ms) before a record is from the future. */
const TOLERANCE_MS = 5_000;

/** Why an answer did not become the last known good one. */
export type Rejection =
  | 'SECONDARY' // LEGACY does not say when its values were produced
  | 'SCHEMA'
  | 'FUTURE'
  | 'OLDER'; // than the one that is kept

/** A good answer at the gate; moments in epoch ms, null where the owner does not say. */
export interface Arrival {
  readonly from: 'primary' | 'secondary';
  readonly producedAt: number | null;
  readonly keptProducedAt: number | null;
  readonly now: number;
}

/** Why an answer must not be kept; null when it may. */
export function rejectionOf(arrival: Arrival): Rejection | null {
  const { from, producedAt, keptProducedAt, now } = arrival;
  if (from === 'secondary') return 'SECONDARY';
  if (producedAt !== null && producedAt > now + TOLERANCE_MS) return 'FUTURE';
  if (producedAt !== null && keptProducedAt !== null && producedAt < keptProducedAt) return 'OLDER';
  return null;
}
