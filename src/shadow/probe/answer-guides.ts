import type { GraphQLSchema } from 'graphql';
import { ANSWER_RULES, rankedAnswerRules } from '../../../rollout/comparing/answer-rules.js';
import type { ComparingRules } from '../../../rollout/comparing/comparing-rules.js';
import { FieldGuide } from '../../../rollout/comparing/field-guide.js';
import { USUAL_RULES } from '../../../rollout/comparing/usual-rules.js';
import type { Rule } from '../../../rollout/rules/rule.types.js';
import { UNKNOWN_TO_LEGACY, UNKNOWN_TO_LEGACY_CARDS } from '../../../resolvers/arms/unknown-to-legacy.js';
import { armsFor } from '../../../resolvers/rulables.js';

/** What is known of the fields of whole answers, by what a rule moves in them. */
export class AnswerGuides {
  private readonly held = new Map<string, FieldGuide>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** For the answers of one rule. */
  of({ coordinates, shadow: { ranked } }: Pick<Rule, 'coordinates' | 'shadow'>): FieldGuide {
    const name = [ranked, ...coordinates].join(' ');
    let guide = this.held.get(name);
    if (!guide) {
      guide = new FieldGuide(rulesOf(coordinates, ranked), this.schema);
      this.held.set(name, guide);
    }
    return guide;
  }
}

function rulesOf(coordinates: readonly string[], ranked: 'same' | 'different'): ComparingRules {
  const isRanked = coordinates.some((one) => armsFor(one)?.compared === 'ranked list');
  const unknown = Object.entries(UNKNOWN_TO_LEGACY).filter(
    ([at]) => isRanked || coordinates.some((one) => at.startsWith(`${one}.`)),
  );
  const onlyOne = coordinates.filter((one) => !armsFor(one)?.common.includes(one));
  return {
    ...USUAL_RULES,
    ...ANSWER_RULES,
    ...Object.fromEntries(unknown),
    ...Object.fromEntries(onlyOne.map((one) => [one, { leaveOut: 'only one of the two paths knows it' }])),
    ...(isRanked && { ...UNKNOWN_TO_LEGACY_CARDS, ...rankedAnswerRules(ranked) }),
  };
}
