import { getNullableType, isLeafType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLOutputType } from 'graphql';

/** Whether a constant is a good value of a type: nothing is missing, and every leaf can be written. */
export function isValueOf(type: GraphQLOutputType, value: unknown): boolean {
  if (value === null || value === undefined) return !isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return Array.isArray(value) && value.every((item) => isValueOf(nullable.ofType, item));
  if (isObjectType(nullable)) {
    const members = value as Readonly<Record<string, unknown>>;
    return Object.values(nullable.getFields()).every((field) => isValueOf(field.type, members[field.name]));
  }
  if (!isLeafType(nullable)) return false;
  try {
    return nullable.serialize(value) !== undefined;
  } catch {
    return false;
  }
}
