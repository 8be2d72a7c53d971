import type { DocumentNode, ExecutionResult, OperationDefinitionNode } from 'graphql';

/** One validated operation to run. */
export interface ExecutionRequest {
  /** The parsed document; it has passed validation. */
  readonly document: DocumentNode;
  /** Which of its operations; may be absent when there is one. */
  readonly operationName?: string | null | undefined;
  /** Variables as the client sent them, not coerced. */
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** What resolvers receive as context. */
  readonly contextValue: unknown;
  /** Told what begins to run, with its variables coerced. What cannot run never begins. */
  readonly onBegin?: (
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ) => void;
}

/** Runs validated operations. Field errors are in the result; it rejects only when the machinery itself fails. */
export type Execute = (request: ExecutionRequest) => Promise<ExecutionResult> | ExecutionResult;
