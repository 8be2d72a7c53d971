import { getVariableValues } from 'graphql';
import type { GraphQLError, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { refusal } from '../refusal.js';

/** Most coercion errors that one answer carries. */
const MAX_ERRORS = 5;

/** Coerced variables, or the errors for the client. */
export type CoercedVariables =
  | { readonly coerced: Record<string, unknown>; readonly errors?: undefined }
  | { readonly coerced?: undefined; readonly errors: readonly GraphQLError[] };

/**
 * Coerces the variables of an operation by the rules and with the texts of graphql-js; errors carry BAD_USER_INPUT.
 * With `hideDetails` the text names only the variable: the schema's types and the client's value are left out.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  hideDetails: boolean,
): CoercedVariables {
  const definitions = operation.variableDefinitions ?? [];
  const options = { maxErrors: MAX_ERRORS, hideSuggestions: hideDetails };
  const { coerced, errors } = getVariableValues(schema, definitions, variables, options);
  if (!errors) return { coerced };
  return { errors: errors.slice(0, MAX_ERRORS).map((error) => inputError(error, hideDetails)) };
}

function inputError(error: GraphQLError, hideDetails: boolean): GraphQLError {
  const name = /^Variable "\$(\w+)"/.exec(error.message)?.[1];
  const hidden =
    name === undefined
      ? 'A variable has an unacceptable value.'
      : `Variable "$${name}" has an unacceptable value.`;
  return refusal('BAD_USER_INPUT', { message: hideDetails ? hidden : error.message, nodes: error.nodes });
}
