import type { FieldGuide } from '../../rollout/comparing/field-guide.js';
import type { IgnoreRule } from '../../rollout/comparing/ignore-rules.js';
import type { Compared } from '../../rollout/comparing/compare.js';
import type { CaseHead, ComparedCase } from '../../rollout/comparing/observation.js';
import type { Redactor } from '../../rollout/comparing/redact.js';
import type { ParityFigures } from '../../rollout/parity/parity-figures.js';
import { ParityTally, type ComparedRule } from '../../rollout/parity/parity-tally.js';
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

/** The figures of all rules that a process compares. Those of a rule go on while it compares the same, in the same way. */
export class Figures {
  /** By what they compare. */
  private readonly tallies = new Map<string, ParityTally>();
  /** What each rule compares that is in force, by its id. */
  private current: ReadonlyMap<string, string> = new Map();

  constructor(private readonly parts: FigureParts) {}

  /**
   * Other rules are in force: figures of one that now compares something else, or in another way, are forgotten, and legs that
   * come late for it count no more. While a rule compares nothing, its figures stay.
   */
  follow(rules: readonly Rule[]): void {
    this.current = new Map(
      rules.flatMap((rule) => {
        const name = rule.shadow.mode === 'off' ? this.current.get(rule.id) : nameOf(rule);
        return name === undefined ? [] : [[rule.id, name] as const];
      }),
    );
    const kept = new Set(this.current.values());
    for (const name of this.tallies.keys()) if (!kept.has(name)) this.tallies.delete(name);
  }

  /** Counts what was compared; whether the sides agree. */
  add(rule: Rule, compared: ComparedCase): boolean {
    return this.of(rule)?.add(compared) ?? true;
  }

  /** The same for a whole answer. Of a ranked list the field probe sees the ranking alone. */
  addAnswer(rule: Rule, head: CaseHead, compared: Compared): boolean {
    const own = rule.coordinates.filter((one) => armsFor(one)?.compared === 'exact');
    return this.of(rule)?.addAnswer(head, compared, own) ?? true;
  }

  /** Counts a case that was let go. */
  dropped(rule: Rule, why: string): void {
    this.of(rule)?.dropped(rule.id, why);
  }

  /** What is counted of each rule, not copied. */
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

  /** Null for a rule that compares something else by now. */
  private of(rule: Rule): ParityTally | null {
    const name = nameOf(rule);
    if ((this.current.get(rule.id) ?? name) !== name) return null;
    let tally = this.tallies.get(name);
    if (!tally) {
      tally = new ParityTally({ ...this.parts, rules: [comparedRule(rule)] });
      this.tallies.set(name, tally);
    }
    return tally;
  }
}

/** Two rules of one name compare the same in the same way. */
const nameOf = ({ id, coordinates, control, treatment, shadow: { mode, ranked } }: Rule): string =>
  JSON.stringify([id, coordinates, control, treatment, mode, ranked]);

function comparedRule({ id, coordinates, control, treatment, shadow, guardrails }: Rule): ComparedRule {
  const common = coordinates.filter((one) => armsFor(one)?.common.includes(one));
  const { mode, ranked } = shadow;
  const { latencyRatio, latencyFloorMs } = guardrails;
  return { id, coordinates: common, control, treatment, mode, ranked, latencyRatio, latencyFloorMs };
}
