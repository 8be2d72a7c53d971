import { getArgumentValues } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { collectFields } from './collect-fields.js';
import { fragmentsOf } from './fragments-of.js';

/** A validated operation that is about to run. */
export interface BeginningOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The arguments, coerced, of every use of a field at the root of an operation, in the order in which they run. */
export function rootArguments(
  { schema, document, operation, variables }: BeginningOperation,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const root = schema.getRootType(operation.operation);
  const field = root?.getFields()[name];
  if (!root || !field) return [];
  const scope = { schema, fragments: fragmentsOf(document), conditions: variables };
  return [...collectFields(scope, root, [operation.selectionSet]).values()].flatMap(([node]) =>
    node?.name.value === name ? [getArgumentValues(field, node, variables)] : [],
  );
}
