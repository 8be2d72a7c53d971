import type { Chance } from '../data/chance.js';
import { hashText } from '../data/chance.js';
import type { UpstreamName } from '../upstream-names.js';
import type { LatencyProfile, LatencyShape } from './latency.js';
import { drawLatency, latencyFactor } from './latency.js';

/** Decides how long each call of one service takes; the n-th call of a seed takes as long in every run. */
export class ServiceClock {
  private readonly salt: number;
  private drawn = 0;

  constructor(
    private readonly chance: Chance,
    name: UpstreamName,
    private readonly profile: { readonly latency: LatencyProfile },
  ) {
    this.salt = hashText(name);
  }

  /** Milliseconds the next call takes; 0 without latency. */
  nextLatencyMs(shape: LatencyShape): number {
    const factor = latencyFactor(this.profile.latency);
    if (factor === 0) return 0;
    this.drawn += 1;
    return factor * drawLatency(this.chance, shape, this.drawn, this.salt);
  }
}
