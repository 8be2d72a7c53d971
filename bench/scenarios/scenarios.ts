import type { Scenario } from '../suite/scenario.js';
import { S1 } from './s1-feed.js';
import { S2 } from './s2-production.js';
import { S5 } from './s5-latency.js';

/** All scenarios, in the order in which they run and are reported. */
export const SCENARIOS: readonly Scenario[] = [S1, S2, S5];
