import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Compared } from '../../../rollout/comparing/compare.js';
import { compareAnswers } from '../../../rollout/comparing/compare-answers.js';
import type { Redactor } from '../../../rollout/comparing/redact.js';
import type { Steps } from '../../../rollout/comparing/worklist.js';
import type { Rule } from '../../../rollout/rules/rule.types.js';
import type { RequestContext } from '../../context.js';
import type { ExecutedOperation } from '../../server/options.js';
import { byArm, ownSide, type ByArm } from '../arms-of.js';
import type { LegWish } from '../run-leg.js';
import { AnswerGuides } from './answer-guides.js';
import { answerPlan } from './answer-plan.js';
import { standingOf } from './answer-standing.js';
import { inTurns } from './in-turns.js';
import { readAnswer } from './read-answer.js';

/** One leg of a request with what it answered. */
export interface AnsweredLeg {
  readonly context: RequestContext;
  readonly result: ExecutionResult;
}

/** What both arms of a rule answered to a request as a whole. */
export interface Answers extends ByArm<AnsweredLeg> {
  readonly operation: Pick<ExecutedOperation, 'document' | 'operationName' | 'variables'>;
}

/** Null where one of them was not kept. */
export function answersOf(served: RequestContext, leg: RequestContext, wish: LegWish): Answers | null {
  const { log } = served;
  if (!log?.operation || !log.answer || !leg.log?.answer) return null;
  return {
    operation: log.operation,
    ...byArm(
      ownSide(served, wish),
      { context: served, result: log.answer },
      { context: leg, result: leg.log.answer },
    ),
  };
}

/** Compares what both arms of a rule answered to a request as a whole. */
export class AnswerProbe {
  private readonly guides: AnswerGuides;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly redactor: Redactor,
  ) {
    this.guides = new AnswerGuides(schema);
  }

  /** In several turns of the loop. */
  async compare(answers: Answers, rule: Rule): Promise<Compared> {
    const { control, treatment } = answers;
    return standingOf(control.context, treatment.context, rule.id) ?? inTurns(this.steps(answers, rule));
  }

  private *steps({ operation, control, treatment }: Answers, rule: Rule): Steps<Compared> {
    const plan = answerPlan(this.schema, operation);
    if (!plan) return { kind: 'outside', reason: 'not-planned' };
    yield;
    const guide = this.guides.of(rule);
    const own = yield* readAnswer(control.result, plan, guide);
    const other = yield* readAnswer(treatment.result, plan, guide);
    return yield* compareAnswers(own, other, { guide, redactor: this.redactor });
  }
}
