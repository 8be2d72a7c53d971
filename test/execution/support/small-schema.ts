import { buildASTSchema, isObjectType, parse } from 'graphql';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';

/** Resolvers by coordinate, for example `Query.hello`. */
export type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>;

/** Builds a schema from its text and resolvers; fields without one read the property. */
export function smallSchema(text: string, resolvers: Resolvers = {}): GraphQLSchema {
  const schema = buildASTSchema(parse(text));
  for (const [coordinate, resolve] of Object.entries(resolvers)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) throw new RangeError(coordinate);
    field.resolve = resolve;
  }
  return schema;
}
