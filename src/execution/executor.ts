import { execute } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { coerceVariables } from './coerce-variables.js';
import { CompiledOperations } from './compiled-operations.js';
import type { Execute, ExecutionRequest } from './execution-request.js';
import { operationOf } from './operation-of.js';

/** Compiling costs about as much as ten interpreted executions; most documents seen once never come again. */
const COMPILE_AFTER_USES = 3;

/** Which engine ran an operation. */
export type Engine = 'compiled' | 'interpreted';

/** How to run operations. */
export interface ExecutorOptions {
  readonly schema: GraphQLSchema;
  /** Off: graphql-js runs everything. */
  readonly jit: boolean;
  /** Errors about variables name neither types nor values. */
  readonly hideDetails: boolean;
  /** Executions after which an operation is compiled; 3 by default. */
  readonly compileAfterUses?: number;
  /** Told which engine runs each operation. */
  readonly onExecution?: (engine: Engine) => void;
  /** Told about every operation that cannot be compiled, and why. */
  readonly onRefused?: (reason: unknown) => void;
  /** Runs a task when the event loop has nothing urgent; setImmediate by default. */
  readonly whenIdle?: (task: () => void) => void;
}

/** Runs validated operations, compiled where that pays and is safe, by graphql-js otherwise, with equal answers. */
export interface Executor {
  readonly execute: Execute;
  /** Drops what is kept for a document that is no longer stored. */
  forget(document: DocumentNode): void;
}

/** Creates the executor of a schema. */
export function createExecutor(options: ExecutorOptions): Executor {
  const { schema, hideDetails, onExecution } = options;
  const compiledOperations = options.jit
    ? new CompiledOperations({
        schema,
        compileAfterUses: options.compileAfterUses ?? COMPILE_AFTER_USES,
        whenIdle: options.whenIdle ?? ((task) => void setImmediate(task)),
        onRefused: options.onRefused ?? (() => undefined),
      })
    : undefined;

  const interpret = ({ document, operationName, variables, contextValue }: ExecutionRequest) =>
    execute({ schema, document, operationName, variableValues: variables, contextValue });

  const run: Execute = (request): Promise<ExecutionResult> | ExecutionResult => {
    const { document, operationName, variables, contextValue } = request;
    const operation = operationOf(document, operationName);
    if (!operation) return interpret(request); // for the error of graphql-js
    const { coerced, errors } = coerceVariables(schema, operation, variables ?? {}, hideDetails);
    if (errors) return { errors };
    request.onBegin?.(operation, coerced);
    const compiled = compiledOperations?.find(document, operation, coerced);
    onExecution?.(compiled ? 'compiled' : 'interpreted');
    return compiled
      ? compiled({ contextValue, variables: coerced, typeNames: new Map() })
      : interpret(request);
  };

  return { execute: run, forget: (document) => compiledOperations?.forget(document) };
}
