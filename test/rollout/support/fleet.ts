import type { ArmFigures, RuleFigures } from '../../../rollout/fleet/fleet-figures.js';
import type { JudgedRule } from '../../../rollout/fleet/evaluate.js';

/** An arm of 2,000 good, quick outcomes of ten items and five calls. */
export function arm(changes: Partial<ArmFigures> = {}): ArmFigures {
  return {
    outcomes: { ok: 2_000, error: 0, timeout: 0, empty: 0, invalid: 0 },
    fallbacks: 0,
    items: 20_000,
    calls: 10_000,
    latency: new Map([
      [0.05, 1_000],
      [0.1, 1_900],
      [0.2, 2_000],
      [Infinity, 2_000],
    ]),
    ...changes,
  };
}

/** Both arms alike, unless changed. */
export const figures = (
  treatment: Partial<ArmFigures> = {},
  control: Partial<ArmFigures> = {},
  parity: RuleFigures['parity'] = new Map(),
): RuleFigures => ({ control: arm(control), treatment: arm(treatment), parity });

/** A running rule at 5 % with the usual limits. */
export const judged = (changes: Partial<JudgedRule> = {}): JudgedRule => ({
  id: 'product-pricing',
  state: 'running',
  bp: 500,
  control: 'legacy-items',
  treatment: 'pricing',
  guardrails: { ratePoints: 0.5, latencyRatio: 1.2, latencyFloorMs: 20, callsRatio: 1.1 },
  shadow: { mode: 'shadow', sampleBp: 100, maxRps: 5, maxConcurrent: 4, aaBp: 1_000, ranked: 'same' },
  compared: 'exact',
  ...changes,
});
