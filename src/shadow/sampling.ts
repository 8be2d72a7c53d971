import { murmur3x86 } from '../../rollout/bucketing/murmur3.js';
import type { Ruling } from '../../rollout/decision/ruling.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import { armsFor } from '../../resolvers/rulables.js';

const ALL = 10_000;
const NONE: readonly Rule[] = [];

/** Whether a request is one of a share of all, by its trace id: the same answer in every process that sees the trace. */
const isOneOf = (shareBp: number, salt: string, traceId: string): boolean =>
  shareBp > 0 && murmur3x86(Buffer.from(`${salt}:${traceId}`), 0) % ALL < shareBp;

/** The rules that a request is a sample of. A kill ends a rule's shadow too. */
export function sampledRules({ rules }: Ruling, traceId: string): readonly Rule[] {
  if (rules.length === 0) return NONE;
  return rules.flatMap(({ rule, isKilled }) => {
    const { mode, sampleBp } = rule.shadow;
    return !isKilled && mode !== 'off' && isCompared(rule) && isOneOf(sampleBp, `sample-${rule.id}`, traceId)
      ? [rule]
      : [];
  });
}

/** Whether a case of a rule also tells the noise. */
export const isNoiseSample = ({ id, shadow }: Rule, traceId: string): boolean =>
  isOneOf(shadow.aaBp, `noise-${id}`, traceId);

/** One case in ten. */
const PROBED_BP = 1_000;

/** Whether the whole answers of a case are compared. Of the few cases that tell the noise, all are. */
export const isProbeSample = ({ id }: Pick<Rule, 'id'>, traceId: string, isNoise: boolean): boolean =>
  isNoise || isOneOf(PROBED_BP, `answer-${id}`, traceId);

const isCompared = ({ coordinates: [coordinate = ''] }: Rule): boolean =>
  (armsFor(coordinate)?.compared ?? 'nothing') !== 'nothing';
