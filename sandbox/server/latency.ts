import type { Chance } from '../data/chance.js';
import { stream } from '../data/chance.js';
import { normal } from '../data/distributions.js';

/** Names of the latency profiles: the table of the contract, no delay, three times the table. */
export const LATENCY_PROFILES = ['realistic', 'none', 'slow'] as const;

/** One latency profile. */
export type LatencyProfile = (typeof LATENCY_PROFILES)[number];

/** Median and 99th percentile of an endpoint, milliseconds. */
export interface LatencyShape {
  readonly p50: number;
  readonly p99: number;
}

/** Standard normal quantile of 0.99. */
const Z99 = 2.3263;

const source = stream('server.latency');

/** Lognormal latency of the n-th call of a service, milliseconds. */
export function drawLatency(chance: Chance, shape: LatencyShape, call: number, salt: number): number {
  const sigma = Math.log(shape.p99 / shape.p50) / Z99;
  return shape.p50 * Math.exp(sigma * normal(chance, source, call, salt));
}

/** Factor of a profile. */
export function latencyFactor(profile: LatencyProfile): number {
  return { realistic: 1, none: 0, slow: 3 }[profile];
}

/** The latency table of the contract. */
export const LATENCY = {
  recommendations: { p50: 45, p99: 120 },
  content: { p50: 15, p99: 60 },
  catalog: { p50: 12, p99: 45 },
  pricing: { p50: 12, p99: 45 },
  inventory: { p50: 6, p99: 25 },
  accounts: { p50: 8, p99: 35 },
  live: { p50: 8, p99: 35 },
  exposureAndProfile: { p50: 3, p99: 10 },
  engagementStates: { p50: 6, p99: 30 },
  legacy: { p50: 90, p99: 240 },
  snapshot: { p50: 12, p99: 80 },
} as const satisfies Record<string, LatencyShape>;
