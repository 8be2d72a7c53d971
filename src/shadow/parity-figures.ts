import type { FieldGuide } from '../../rollout/comparing/field-guide.js';
import type { IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import type { Compared } from '../../rollout/comparing/compare.js';
import type { CaseHead, ComparedCase } from '../../rollout/comparing/observation.js';
import type { Redactor } from '../../rollout/comparing/redact.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { ParityTally } from '../../rollout/parity/parity-tally.js';
import { armsFor } from '../../resolvers/rulables.js';
import type { Rule } from '../../rollout/rules/rule.types.js';

/** What figures are made with. */
export interface FigureParts {
  readonly guide: FieldGuide;
  readonly redactor: Redactor;
  readonly ignore: readonly IgnoreRule[];
  /** Epoch ms. */
  readonly now: () => number;
}

/** The figures of all rules that a process compares. Those of a rule go on while the rule compares the same paths. */
export class Figures {
  private readonly tallies = new Map<string, ParityTally>();

  constructor(private readonly parts: FigureParts) {}

  /** Counts what was compared; whether the sides agree. */
  add(rule: Rule, compared: ComparedCase): boolean {
    return this.of(rule).add(compared);
  }

  /** The same for a whole answer. Of a ranked list the field probe sees the ranking alone. */
  addAnswer(rule: Rule, head: CaseHead, compared: Compared): boolean {
    const own = rule.coordinates.filter((one) => armsFor(one)?.compared === 'exact');
    return this.of(rule).addAnswer(head, compared, own);
  }

  /** Counts a case that was let go. */
  dropped(rule: Rule, why: string): void {
    this.of(rule).dropped(rule.id, why);
  }

  /** What is counted of each rule, not copied; a rule may be there twice, if its paths have changed. */
  standing(): ReturnType<ParityTally['standing']> {
    return [...this.tallies.values()].flatMap((tally) => tally.standing());
  }

  /** A copy of everything counted so far. */
  snapshot(): ParityFigures {
    const all = [...this.tallies.values()].map((tally) => tally.snapshot());
    return ParityTally.merge(
      all.length > 0 ? all : [new ParityTally({ ...this.parts, rules: [] }).snapshot()],
    );
  }

  private of(rule: Rule): ParityTally {
    const { id, coordinates, control, treatment, shadow, guardrails } = rule;
    const name = JSON.stringify([id, coordinates, control, treatment, shadow.mode, shadow.ranked]);
    let tally = this.tallies.get(name);
    if (!tally) {
      const { latencyRatio, latencyFloorMs } = guardrails;
      const common = coordinates.filter((one) => armsFor(one)?.common.includes(one));
      const compared = { id, coordinates: common, ranked: shadow.ranked, latencyRatio, latencyFloorMs };
      tally = new ParityTally({ ...this.parts, rules: [compared] });
      this.tallies.set(name, tally);
    }
    return tally;
  }
}
