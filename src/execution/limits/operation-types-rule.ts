import { GraphQLError } from 'graphql';
import type { ValidationRule } from 'graphql';

/** Refuses operations of a kind the schema does not have; graphql-js would let them pass and fail only when they run. */
export const operationTypesRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    if (context.getSchema().getRootType(operation.operation)) return;
    const message = `The schema has no ${operation.operation} operations.`;
    context.reportError(new GraphQLError(message, { nodes: [operation] }));
  },
});
