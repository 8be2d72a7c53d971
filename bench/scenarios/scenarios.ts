import type { Scenario } from '../suite/scenario.js';

/** All scenarios, in the order in which they run and are reported. */
export const SCENARIOS: readonly Scenario[] = [];
