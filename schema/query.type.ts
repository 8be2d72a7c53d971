import type { GraphQLSchema } from 'graphql';

/** What a client reads above `type Query`. */
const QUERY_DESCRIPTION = 'Entry points. Reads only: the gateway has no mutations.';

/** Sets the description of the root type, for which type-graphql has no option. Changes and returns `schema`. */
export function describeQuery(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  if (query) query.description = QUERY_DESCRIPTION;
  return schema;
}
