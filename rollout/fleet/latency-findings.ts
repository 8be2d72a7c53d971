import type { Guardrails } from '../rules/rule.types.js';
import type { Finding } from './finding.js';
import type { RuleFigures } from './fleet-figures.js';
import { quantile } from './quantile.js';

const QUANTILES = [0.5, 0.95, 0.99] as const;
/** One slow window is weather. */
const CHECKS_RUNNING = 3;

/**
 * How slow treatment is beside control. `checks`: figures of this check and of those before it, the newest last; bad is what was
 * slow in the last three.
 */
export function latencyFindings(checks: readonly RuleFigures[], limits: Guardrails): readonly Finding[] {
  const last = checks.slice(-CHECKS_RUNNING);
  return QUANTILES.flatMap((share) => {
    const seen = last.map((figures) => slownessOf(figures, share, limits));
    const now = seen.at(-1);
    if (!now) return [];
    const isBad = last.length === CHECKS_RUNNING && seen.every((one) => one?.isSlow === true);
    return [finding(share, now, isBad, limits)];
  });
}

interface Slowness {
  readonly control: number;
  readonly treatment: number;
  readonly isSlow: boolean;
}

function slownessOf(figures: RuleFigures, share: number, limits: Guardrails): Slowness | null {
  const control = quantile(figures.control.latency, share);
  const treatment = quantile(figures.treatment.latency, share);
  if (control === null || treatment === null) return null;
  const isSlow =
    treatment > control * limits.latencyRatio && (treatment - control) * 1_000 > limits.latencyFloorMs;
  return { control, treatment, isSlow };
}

function finding(
  share: number,
  { control, treatment, isSlow }: Slowness,
  isBad: boolean,
  { latencyRatio, latencyFloorMs }: Guardrails,
): Finding {
  const name = `p${share * 100} latency`;
  const ms = (seconds: number): string => `${(seconds * 1_000).toFixed(0)} ms`;
  const limit = `${latencyRatio} times as long and ${latencyFloorMs} ms more`;
  const state = isBad ? `, in ${CHECKS_RUNNING} checks running` : isSlow ? ', not yet for long enough' : '';
  const text = `${name}: ${ms(treatment)} against ${ms(control)}; limit ${limit}${state}.`;
  return { name, isBad, control, treatment, interval: null, text };
}
