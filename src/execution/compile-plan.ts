import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { locatedError } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileSchemaOf } from './compile-schema.js';
import type { CompiledRun } from './compiled-run.js';
import { fragmentsOf } from './fragments-of.js';
import { shapeOf } from './answer-shape.js';
import { completeAnswer } from './complete-answer.js';
import { NotCompilable } from './operation-plan.js';
import type { OperationPlan } from './operation-plan.js';
import { asError } from './promises.js';
import { repairErrors } from './repair-errors.js';
import { infoOf } from './resolve-info.js';
import { writePlan } from './written-plan.js';

/** One operation as code, for one set of condition values. */
export type CompiledOperation = (run: CompiledRun) => Promise<ExecutionResult> | ExecutionResult;

/** What all operations of a schema are compiled against. */
export interface CompileTarget {
  /** The schema resolvers know. */
  readonly schema: GraphQLSchema;
  /** Its copy for compiled code. */
  readonly compileSchema: GraphQLSchema;
}

/** Prepares a schema for compiling. */
export function compileTargetOf(schema: GraphQLSchema): CompileTarget {
  return { schema, compileSchema: compileSchemaOf(schema) };
}

/**
 * Compiles the plan of an operation with graphql-jit; throws NotCompilable when that fails. Takes some milliseconds of
 * CPU. Resolvers see the client's document and operation in their info.
 */
export function compilePlan(
  { schema, compileSchema }: CompileTarget,
  plan: OperationPlan,
  source: DocumentNode,
  operation: OperationDefinitionNode,
): CompiledOperation {
  const { document, fields, byNode } = writePlan(plan);
  const shape = shapeOf(plan);
  const seenByAll = { schema, operation, fragments: Object.fromEntries(fragmentsOf(source)) };
  const compiled = compileQuery(compileSchema, document, undefined, {
    disablingCapturingStackErrors: true,
    disableLeafSerialization: true, // completeAnswer does it
    resolverInfoEnricher: ({ fieldNodes: [node] }) => ({ ...seenByAll, ...infoOf(node && byNode.get(node)) }),
  });
  if (!isCompiledQuery(compiled)) {
    throw new NotCompilable('graphql-jit failed', { cause: compiled.errors?.[0] });
  }
  const { query } = compiled;
  return (run) => {
    const repair = (result: ExecutionResult) => {
      const misfits = result.data ? completeAnswer(result.data, shape) : [];
      return result.errors || misfits.length > 0 ? repairErrors(result, fields, run, misfits) : result;
    };
    try {
      const result = query(undefined, run, undefined);
      return result instanceof Promise ? result.then(repair) : repair(result);
    } catch (thrown) {
      // a value that was there at once threw while it was completed, and no field of compiled code catches that
      return { data: null, errors: [locatedError(asError(thrown), undefined)] };
    }
  };
}
