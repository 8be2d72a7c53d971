import { GraphQLEnumType, isSpecifiedScalarType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

/** Whether a value of a scalar or enum is what its serialisation would give: nearly all leaves are, known by one look. */
export type IsAsIs = (value: unknown) => boolean;

const SPECIFIED: Readonly<Record<string, IsAsIs>> = {
  Boolean: (value) => typeof value === 'boolean',
  Float: (value) => Number.isFinite(value),
  ID: (value) => typeof value === 'string',
  Int: (value) => typeof value === 'number' && (value | 0) === value,
  String: (value) => typeof value === 'string',
};
const NEVER: IsAsIs = () => false;

/** The look for a type. What a scalar of our own makes of a value nobody knows beforehand. */
export function asIsOf(type: GraphQLLeafType): IsAsIs {
  if (isSpecifiedScalarType(type)) return SPECIFIED[type.name] ?? NEVER;
  if (!(type instanceof GraphQLEnumType)) return NEVER;
  const names = new Set(type.getValues().flatMap(({ name, value }) => (value === name ? [name] : [])));
  return (value) => names.has(value as string);
}

/** Serialises a value as graphql-js does. @throws what it would raise */
export function serializeLeaf(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized != null) return serialized;
  const call = `${inspect(type)}.serialize(${inspect(value)})`;
  throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
}
