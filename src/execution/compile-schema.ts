import {
  getNullableType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import type {
  GraphQLField,
  GraphQLFieldConfig,
  GraphQLNamedOutputType,
  GraphQLOutputType,
  GraphQLTypeResolver,
} from 'graphql';
import { adaptResolver } from './adapt-resolver.js';
import type { CompiledRun } from './compiled-run.js';

/**
 * A copy of the schema's output side in the shape graphql-jit compiles faithfully: fields without arguments (the adapted
 * resolvers compute them as graphql-js does) and types of abstract values that are known beforehand.
 * Names and enums are those of the original, and everything may be null: `completeAnswer` sees to nulls and scalars behind it.
 * Only compiled code ever sees the copy.
 */
export function compileSchemaOf(schema: GraphQLSchema): GraphQLSchema {
  const copies = new Map<string, GraphQLNamedOutputType>();

  const copyOf = (type: GraphQLNamedOutputType): GraphQLNamedOutputType => {
    // Scalars of our own are checked behind compiled code; to it they are text that passes through.
    if (isLeafType(type)) return isScalarType(type) && !isSpecifiedScalarType(type) ? GraphQLString : type;
    const known = copies.get(type.name);
    if (known) return known;
    const copy = copyComposite(type);
    copies.set(type.name, copy);
    return copy;
  };
  const copyType = (type: GraphQLOutputType): GraphQLOutputType => {
    const nullable = getNullableType(type);
    return isListType(nullable) ? new GraphQLList(copyType(nullable.ofType)) : copyOf(nullable);
  };
  const copyFields = (type: GraphQLObjectType | GraphQLInterfaceType) => () =>
    Object.fromEntries(
      Object.values(type.getFields()).map((field: GraphQLField<unknown, unknown>) => [
        field.name,
        copyField(field),
      ]),
    );
  const copyField = (field: GraphQLField<unknown, unknown>): GraphQLFieldConfig<unknown, unknown> => {
    const resolve = adaptResolver(schema, field);
    return { type: copyType(field.type), ...(resolve && { resolve }) };
  };
  const copyInterfaces = (type: GraphQLObjectType | GraphQLInterfaceType) => () =>
    type.getInterfaces().map((each) => copyOf(each) as GraphQLInterfaceType);

  function copyComposite(type: GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType) {
    const { name } = type;
    if (isUnionType(type)) {
      const types = () => type.getTypes().map((each) => copyOf(each) as GraphQLObjectType);
      return new GraphQLUnionType({ name, types, resolveType: knownType });
    }
    const fields = copyFields(type);
    const interfaces = copyInterfaces(type);
    if (isInterfaceType(type)) {
      return new GraphQLInterfaceType({
        name,
        fields,
        interfaces,
        resolveType: knownType,
      });
    }
    return new GraphQLObjectType({ name, fields, interfaces });
  }

  const query = schema.getQueryType();
  const types = Object.values(schema.getTypeMap()).filter(isObjectType).filter(isClientType);
  return new GraphQLSchema({
    query: query && (copyOf(query) as GraphQLObjectType),
    types: types.map(copyOf),
    assumeValid: true,
  });
}

/** The adapted resolver of the field has resolved the type and would have failed otherwise. */
const knownType: GraphQLTypeResolver<unknown, unknown> = (value, context) =>
  (context as CompiledRun).typeNames.get(value);

function isClientType({ name }: GraphQLNamedOutputType): boolean {
  return !name.startsWith('__');
}
