import { isLeafType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType, GraphQLSchema } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { LeafFailure } from './leaf-failure.js';

/** Serialises the values of one scalar or enum; throws LeafFailure. */
export type LeafSerializer = (value: unknown) => unknown;

/** The serialisers of a schema's scalars and enums by name, failing with what graphql-js would raise. */
export function leafSerializersOf(schema: GraphQLSchema): Record<string, LeafSerializer> {
  const leaves = Object.values(schema.getTypeMap()).filter(isLeafType);
  return Object.fromEntries(leaves.map((type) => [type.name, serializerOf(type)]));
}

/** Values that built-in scalars serialise to themselves: nearly all leaves of an answer, known by one look. */
const SERIALIZED_AS_IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  Float: (value) => Number.isFinite(value),
  ID: (value) => typeof value === 'string',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  String: (value) => typeof value === 'string',
};

function serializerOf(type: GraphQLLeafType): LeafSerializer {
  const isAsIs = isSpecifiedScalarType(type) ? SERIALIZED_AS_IS[type.name] : undefined;
  const serialize = serializeBy(type);
  return isAsIs ? (value) => (isAsIs(value) ? value : serialize(value)) : serialize;
}

function serializeBy(type: GraphQLLeafType): LeafSerializer {
  return (value) => {
    let serialized: unknown;
    try {
      serialized = type.serialize(value);
    } catch (thrown) {
      throw new LeafFailure(thrown);
    }
    if (serialized != null) return serialized;
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    const text = `Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`;
    throw new LeafFailure(new Error(text));
  };
}
