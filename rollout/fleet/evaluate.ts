import { hasControl } from '../rules/has-control.js';
import type { BasisPoints, Rulable, Rule } from '../rules/rule.types.js';
import { stepBack } from '../rules/steps.js';
import { averageFindings } from './average-findings.js';
import type { Finding } from './finding.js';
import { outcomesOf, type RuleFigures } from './fleet-figures.js';
import { latencyFindings } from './latency-findings.js';
import { parityFindings } from './parity-findings.js';
import { badFinding, rateFindings } from './rate-findings.js';

/** Below so many outcomes of an arm nothing is judged. */
export const LEAST_OUTCOMES = 1_000;
/** Beyond this share of more bad outcomes nobody shall wait for the next step back. */
const KILL_MARGIN = 0.1;

/** What a check reads of a rule. */
export interface JudgedRule extends Pick<
  Rule,
  'id' | 'state' | 'bp' | 'control' | 'treatment' | 'guardrails' | 'shadow'
> {
  /** How its arms are compared, as declared; lists are measured, which is for reports. */
  readonly compared: Rulable['compared'];
}

/** What a check comes to. It never says anything wider than what is. */
export type Verdict = {
  /** What was looked at; empty when there was too little to look at. */
  readonly findings: readonly Finding[];
  /** Sentences: why nothing is done, or why something is. */
  readonly reasons: readonly string[];
} & (
  | { readonly kind: 'hold' }
  | { readonly kind: 'step-back'; readonly toBp: BasisPoints }
  | { readonly kind: 'kill' }
);

/**
 * Judges one rule by what both arms did over the same time. `figures`: of this check; null: nobody answered. `history`: figures
 * of the checks just before it, oldest first, taken under the same share. Missing data holds, and so do fewer outcomes of an arm
 * than `least`.
 */
export function evaluate(
  rule: JudgedRule,
  figures: RuleFigures | null,
  history: readonly RuleFigures[],
  least: number = LEAST_OUTCOMES,
): Verdict {
  const missing = whyNotJudged(rule, figures, least);
  if (figures === null || missing !== null) return hold([], [missing ?? 'No instance answered.']);
  const grave = badFinding(figures, hasControl(rule), KILL_MARGIN);
  const findings = [...findingsOf(rule, figures, history), grave];
  const reasons = findings.filter(({ isBad }) => isBad).map(({ text }) => text);
  if (reasons.length === 0) return hold(findings, ['Treatment is as good as control.']);
  if (grave.isBad) return { kind: 'kill', findings, reasons };
  if (rule.bp === 0)
    return { kind: 'kill', findings, reasons: ['There is no step to go back to.', ...reasons] };
  return { kind: 'step-back', toBp: stepBack(rule.bp), findings, reasons };
}

function findingsOf(
  rule: JudgedRule,
  figures: RuleFigures,
  history: readonly RuleFigures[],
): readonly Finding[] {
  const { guardrails } = rule;
  const rates = rateFindings(figures, hasControl(rule), guardrails.ratePoints / 100);
  if (!hasControl(rule)) return rates;
  return [
    ...rates,
    ...latencyFindings([...history, figures], guardrails),
    ...averageFindings(figures, guardrails),
    ...(rule.compared === 'exact' ? parityFindings(figures) : []),
  ];
}

function whyNotJudged(rule: JudgedRule, figures: RuleFigures | null, least: number): string | null {
  if (rule.state !== 'running') return `The rule is ${rule.state}: it has no two arms to compare.`;
  if (figures === null) return 'No instance answered.';
  const arms = hasControl(rule) ? (['treatment', 'control'] as const) : (['treatment'] as const);
  const few = arms.filter((side) => outcomesOf(figures[side]) < least);
  if (few.length === 0) return null;
  const counts = few.map((side) => `${outcomesOf(figures[side])} of ${side}`);
  return `Too few outcomes: ${counts.join(', ')}, ${least} are wanted.`;
}

const hold = (findings: readonly Finding[], reasons: readonly string[]): Verdict => ({
  kind: 'hold',
  findings,
  reasons,
});
