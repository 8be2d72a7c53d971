import type { ExecutionResult } from 'graphql';
import type { ObservedAnswer } from '../../../rollout/comparing/compare-answers.js';
import type { FieldGuide } from '../../../rollout/comparing/field-guide.js';
import type { Steps } from '../../../rollout/comparing/worklist.js';
import type { OperationPlan } from '../../execution/operation-plan.js';
import { namePath } from './name-path.js';
import { readData } from './read-data.js';

/** Errors of one answer that are looked at. */
const MOST_ERRORS = 100;

/** What an operation came to, under the names of the schema. */
export function* readAnswer(
  { data, errors = [] }: ExecutionResult,
  plan: OperationPlan,
  guide: FieldGuide,
): Steps<ObservedAnswer> {
  const failed = errors
    .slice(0, MOST_ERRORS)
    .map(({ path = [], extensions }) => [namePath(plan, path), codeOf(extensions['code'])] as const);
  return {
    data: data ? yield* readData(data, plan, guide) : { kind: 'failed', cls: 'NO_DATA' },
    failed: new Map(failed),
  };
}

const codeOf = (code: unknown): string => (typeof code === 'string' ? code : 'a fault of ours');
