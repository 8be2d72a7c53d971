import { evaluate, LEAST_OUTCOMES, type JudgedRule } from '../../rollout/fleet/evaluate.js';
import { addFigures, sumFigures, type RuleFigures } from '../../rollout/fleet/fleet-figures.js';
import type { GuardrailVerdict } from '../../rollout/fleet/guardrails-in.js';
import { stepOf } from '../../rollout/rules/steps.js';

/** Looks before this one that a judgement of latency wants. */
const LOOKS_BEFORE = 2;

/**
 * Judges a rule over as long as it takes to have enough outcomes: at 0.1 % of the viewers ten minutes hold too few, for ever. It
 * is for the record: what is bad now is for the check itself to see.
 */
export class LongLook {
  private before: readonly RuleFigures[] = [];
  private figures: RuleFigures;
  private readonly least: number;

  constructor(private readonly rule: JudgedRule) {
    this.figures = sumFigures(rule.id, []);
    // The step itself asks for no more of those who are on the allow-list.
    this.least = Math.min(LEAST_OUTCOMES, stepOf(rule.bp).outcomesPerArm || LEAST_OUTCOMES);
  }

  /** Takes what came since the last time. */
  count(figures: RuleFigures): void {
    this.figures = addFigures(this.figures, figures);
  }

  /** What is to be said of everything that nothing was said of yet; unknown: it is too little, and is kept for the next time. */
  judge(): GuardrailVerdict {
    const { kind, findings } = evaluate(this.rule, this.figures, this.before, this.least);
    if (findings.length === 0) return 'unknown';
    this.before = [...this.before, this.figures].slice(-LOOKS_BEFORE);
    this.figures = sumFigures(this.rule.id, []);
    return kind === 'hold' ? 'good' : 'bad';
  }
}
