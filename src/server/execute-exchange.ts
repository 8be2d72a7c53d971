import { OperationTypeNode } from 'graphql';
import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { GatewayRequest } from '../execution/apollo-gateway.js';
import { emptyFields } from '../execution/empty-fields.js';
import type { Execute } from '../execution/execution-request.js';
import { rootArguments } from '../execution/root-arguments.js';
import type { Admit } from './admission.js';
import type { ApolloContext } from './exchange.js';
import type { ExecutedOperation } from './options.js';

/** Places that are told of one field. */
const MOST_PLACES = 5;

/** Lets one operation run for Apollo Server, if it may, and adds to the answer what the request's scope has to say about it. */
export async function executeExchange(
  schema: GraphQLSchema,
  execute: Execute,
  admit: Admit,
  request: GatewayRequest,
): Promise<ExecutionResult> {
  const { exchange, scope } = request.context as ApolloContext;
  const { operation } = request;
  if (isResolved(operation)) {
    admit(request);
    if (operation.operation === OperationTypeNode.MUTATION) exchange.audience = 'nobody';
  }
  const { operationName, variables } = request.request;
  const { document } = request;
  const result = await execute({
    document,
    operationName,
    variables,
    contextValue: scope,
    ...(scope.begins && {
      onBegin: (begun, coerced) =>
        scope.begins?.((field) =>
          rootArguments({ schema, document, operation: begun, variables: coerced }, field),
        ),
    }),
  });
  if (!('data' in result)) return result;
  if (operation.operation === OperationTypeNode.QUERY)
    scope.executed?.(executedOperation(request, exchange, execute), result);
  const outcome = (exchange.outcome = scope.outcome?.({
    hasErrors: result.errors !== undefined,
    emptyFields: (coordinates) =>
      emptyFields({ ...request, variables, schema, data: result.data }, coordinates, MOST_PLACES),
  }));
  if (exchange.audience === 'viewer' && outcome?.personal === false) exchange.audience = 'everybody';
  for (const [name, value] of Object.entries(outcome?.headers ?? {})) {
    request.response?.http?.headers.set(name, value);
  }
  return outcome?.extensions ? { ...result, extensions: outcome.extensions } : result;
}

/** So many tell operations apart in a report. */
const LABEL_LETTERS = 40;
const LABEL_DIGITS = 8;

function executedOperation(
  { document, operation, queryHash, request: { operationName, variables } }: GatewayRequest,
  exchange: ApolloContext['exchange'],
  execute: Execute,
): ExecutedOperation {
  return {
    isRegistered: exchange.isTrusted,
    label: labelOf(operation.name?.value, queryHash, exchange.isTrusted),
    document,
    operationName,
    variables,
    again: async (contextValue) => execute({ document, operationName, variables, contextValue }),
  };
}

/** `FeedFull` of a registered document, `Look (df4d25b5)` of another one: whoever wrote it may call it anything. */
function labelOf(name: string | undefined, queryHash: string, isTrusted: boolean): string {
  if (isTrusted && name !== undefined) return name;
  return `${(name ?? 'without a name').slice(0, LABEL_LETTERS)} (${queryHash.slice(0, LABEL_DIGITS)})`;
}

/** Apollo Server declares the operation as present, but hands over requests whose operation is not clear, for the error. */
function isResolved(operation: OperationDefinitionNode | undefined): operation is OperationDefinitionNode {
  return operation !== undefined;
}
