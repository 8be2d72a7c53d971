import type { GraphQLSchema } from 'graphql';
import { coerceVariables } from '../../execution/coerce-variables.js';
import { operationOf } from '../../execution/operation-of.js';
import { NotCompilable, type OperationPlan } from '../../execution/operation-plan.js';
import { planOperation } from '../../execution/plan-operation.js';
import type { ExecutedOperation } from '../../server/options.js';

/** Where each field of an operation's answers stands; null where that cannot be worked out: introspection, endless documents. */
export function answerPlan(
  schema: GraphQLSchema,
  {
    document,
    operationName,
    variables = {},
  }: Pick<ExecutedOperation, 'document' | 'operationName' | 'variables'>,
): OperationPlan | null {
  const operation = operationOf(document, operationName);
  const { coerced } = operation ? coerceVariables(schema, operation, variables, true) : {};
  if (!operation || !coerced) return null;
  try {
    return planOperation(schema, document, operation, coerced);
  } catch (error) {
    if (error instanceof NotCompilable) return null;
    throw error;
  }
}
