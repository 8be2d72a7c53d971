import assert from 'node:assert/strict';
import { parse } from 'graphql';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { createExecutor } from '../../../src/execution/executor.js';
import type { Engine, Executor } from '../../../src/execution/executor.js';
import type { GeneratedQuery } from './query-generator.js';

/** Runs each operation by graphql-js first and compiled the second time, and demands equal answers. */
export interface Comparison {
  /** Compares one request. Contexts are made anew for each engine. */
  readonly compare: (request: GeneratedQuery, newContext: () => unknown) => Promise<Compared>;
}

/** What one comparison was worth. */
export interface Compared {
  /** Whether the operation was compiled at all. */
  readonly isCompiled: boolean;
  readonly hasErrors: boolean;
  /** Whether errors differ in a way that depends on timing. */
  readonly isExcused: boolean;
}

/** Creates a comparison for a schema. */
export function createComparison(schema: GraphQLSchema): Comparison {
  let engine: Engine = 'interpreted';
  const executor = createEagerExecutor(schema, (each) => (engine = each));
  return {
    compare: async ({ query, variables, operationName }, newContext) => {
      const document = parse(query);
      const run = async () =>
        executor.execute({ document, operationName, variables, contextValue: newContext() });
      const [interpreted, compiled] = [await run(), await run()];
      const request = `${query}\n${JSON.stringify({ variables, operationName })}`;
      const { isExcused } = compareAnswers(compiled, interpreted, request);
      return { isCompiled: engine === 'compiled', hasErrors: interpreted.errors !== undefined, isExcused };
    },
  };
}

/**
 * Demands equal data, key order included, and equal errors. Which errors inside a part that became null are reported
 * beside the one that made it null depends on timing in graphql-js itself: a missing one is excused, and counted.
 */
function compareAnswers(compiled: ExecutionResult, interpreted: ExecutionResult, request: string) {
  assert.equal(JSON.stringify(compiled.data), JSON.stringify(interpreted.data), request);
  const errors = describeErrors(compiled);
  const isSame = errors.join('\n') === describeErrors(interpreted).join('\n');
  if (isSame) return { isExcused: false };
  const needed = interpreted.errors?.filter(({ path }) => !isInsideNull(interpreted.data, path ?? []));
  const all = new Set(describeErrors(interpreted));
  const isExcused =
    errors.length > 0 &&
    errors.every((error) => all.has(error)) &&
    describeErrors({ errors: needed ?? [] }).every((error) => errors.includes(error));
  if (!isExcused) assert.deepEqual(errors, describeErrors(interpreted), request);
  return { isExcused };
}

function isInsideNull(data: unknown, path: readonly (string | number)[]): boolean {
  let value = data;
  for (const key of path) {
    if (value === null) return true;
    value = (value as Record<string | number, unknown>)[key];
  }
  return false;
}

/** Errors as sorted texts, as their order is not defined. */
export function describeErrors({ errors = [] }: Pick<ExecutionResult, 'errors'>): string[] {
  return errors
    .map(({ message, path, locations, extensions }) =>
      JSON.stringify({ message, path, locations, code: extensions['code'] }),
    )
    .sort();
}

/** An executor that compiles at the first use, without waiting for idle time. */
export function createEagerExecutor(schema: GraphQLSchema, onExecution?: (engine: Engine) => void): Executor {
  return createExecutor({
    schema,
    jit: true,
    hideDetails: false,
    compileAfterUses: 1,
    whenIdle: (task) => task(),
    ...(onExecution && { onExecution }),
  });
}
