import type { GraphQLSchema } from 'graphql';
import { buildGatewaySchema } from '../../../src/build-schema.js';
import { readDeclared } from '../../../src/explain/declared.js';
import { explainOperation } from '../../../src/explain/explain-operation.js';
import type { ExplainedCalls, Explanation } from '../../../src/explain/explanation.types.js';
import { PlanIndex } from '../../../src/explain/plan-index.js';
import { readOperation } from '../../../src/explain/read-operation.js';

/** Explains documents as the command does. */
export type Explainer = (text: string, variables?: object) => Explanation;

/** The usual deadline, in ms. */
const DEADLINE_MS = 800;

/** An explainer of the product's schema. */
export async function startExplainer(): Promise<Explainer> {
  const [schema, declared]: [GraphQLSchema, Awaited<ReturnType<typeof readDeclared>>] = await Promise.all([
    buildGatewaySchema(),
    readDeclared(),
  ]);
  const plans = new PlanIndex(declared);
  return (text, variables = {}) =>
    explainOperation({
      ...readOperation(schema, text, undefined),
      schema,
      plans,
      variables: { ...variables },
      deadlineMs: DEADLINE_MS,
    });
}

/** Calls that a client is told of, by hop. */
export interface PredictedHop {
  readonly calls: readonly ExplainedCalls[];
}

/** The hops that a client with these headers has. */
export const hopsFor = ({ hops }: Explanation, headers: object): readonly PredictedHop[] =>
  'x-viewer-id' in headers
    ? hops
    : hops
        .map(({ calls }) => ({ calls: calls.filter(({ forWhom }) => forWhom === 'EVERYBODY') }))
        .filter(({ calls }) => calls.length > 0);
