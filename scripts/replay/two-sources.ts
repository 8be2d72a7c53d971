import { parse } from 'graphql';
import type { Compared } from '../../rollout/comparing/compare.js';
import type { Comparison } from '../../rollout/comparing/observation.js';
import { byArm, type ByArm } from '../../src/shadow/arms-of.js';
import { caseHead, comparedCases } from '../../src/shadow/compared-case.js';
import type { Figures } from '../../src/shadow/parity-figures.js';
import type { RecordedCase } from '../../src/shadow/spool/recorded-case.js';
import type { Rule } from '../../rollout/rules/rule.types.js';
import { UsageError } from '../shared/usage-error.js';
import { answerCase, type Answered } from './answer-case.js';
import { ruleOf } from './played-arms.js';
import type { ReplayWorld } from './replay-world.js';
import { isUnrecorded } from './unrecorded.js';

/** The path that a case is compared on. */
export interface WantedArm {
  readonly rule: string;
  readonly path: string;
}

/**
 * Compares what served a case with what one path of a rule says. A case without this rule, or whose other side was run for
 * another rule, is counted apart.
 * @throws UsageError when the rule has no such path
 */
export async function compareSources(
  recorded: RecordedCase,
  { rule: id, path }: WantedArm,
  { world, figures }: { readonly world: ReplayWorld; readonly figures: Figures },
): Promise<'replayed' | 'ofAnotherRule'> {
  const arm = recorded.arms.find(({ rule }) => rule === id);
  if (!arm || (recorded.leg !== null && recorded.leg.rule !== id)) return 'ofAnotherRule';
  if (path !== arm.control && path !== arm.treatment)
    throw new UsageError(`${id} has no path ${path}.`, `Its paths are ${arm.control} and ${arm.treatment}.`);
  const served = await answerCase(recorded, world);
  const candidate = await answerCase(recorded, world, path === arm[arm.side] ? null : id);
  const wish = { ruleId: id, isNoise: false };
  const head = { ...caseHead(served.context, wish), operation: recorded.label };
  const rule = ruleOf(arm);
  const { control, treatment } = byArm(arm.side, served, candidate);
  for (const part of comparedCases(served.context, candidate.context, wish, world.guide)) {
    const comparisons = part.comparisons.map((comparison): Comparison => {
      const { served: one, candidate: other, ranked } = comparison;
      const isOutside =
        isUnrecorded(one, control.unrecorded, ranked) || isUnrecorded(other, treatment.unrecorded, ranked);
      return isOutside ? { ...comparison, candidate: { kind: 'unrecorded-call' } } : comparison;
    });
    figures.add(rule, { ...part, ...head, comparisons });
  }
  const answers = await wholeAnswers(recorded, { control, treatment }, rule, world);
  if (answers) figures.addAnswer(rule, head, answers);
  return 'replayed';
}

/** Null where one side gave no data at all. */
async function wholeAnswers(
  { document, operationName, variables }: RecordedCase,
  { control, treatment }: ByArm<Answered>,
  rule: Rule,
  { probe }: ReplayWorld,
): Promise<Compared | null> {
  if (!('data' in control.result && 'data' in treatment.result)) return null;
  if (control.unrecorded.size + treatment.unrecorded.size > 0)
    return { kind: 'outside', reason: 'unrecorded-call' };
  const operation = { document: parse(document), operationName: operationName ?? undefined, variables };
  return probe.compare({ operation, control, treatment }, rule);
}
