import {
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { buildStubSchema } from '../schema/stub-root.resolver.js';

const schema = buildStubSchema();

/** Fields that a record may leave to be hydrated: undefined there means "unknown". */
const HYDRATED = new Set([
  'author',
  'live',
  'products',
  'viewer',
  'pricing',
  'coupons',
  'promotions',
  'availability',
]);

/** What keeps a value from being a good answer of the schema, by path; empty when nothing does. */
export function schemaFaults(typeName: string, value: unknown): string[] {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type of the schema`);
  return objectFaults(type, value, typeName);
}

function objectFaults(type: GraphQLObjectType, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: no object`];
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
    const field = (value as Record<string, unknown>)[name];
    return field === undefined && HYDRATED.has(name) ? [] : faults(fieldType, field, `${path}.${name}`);
  });
}

function faults(type: GraphQLOutputType, value: unknown, path: string): string[] {
  if (value === undefined) return [`${path}: undefined`];
  if (value === null) return isNonNullType(type) ? [`${path}: null`] : [];
  const inner = getNullableType(type);
  if (isListType(inner))
    return Array.isArray(value)
      ? value.flatMap((member, i) => faults(inner.ofType, member, `${path}[${i}]`))
      : [`${path}: no list`];
  if (isObjectType(inner)) return objectFaults(inner, value, path);
  if (!isLeafType(inner)) return [];
  if (inner.name === 'URL' && !isHttps(value)) return [`${path}: no https address`];
  try {
    inner.serialize(value);
    return [];
  } catch (error) {
    return [`${path}: ${(error as Error).message}`];
  }
}

const isHttps = (value: unknown): boolean =>
  typeof value === 'string' && value.startsWith('https://') && URL.canParse(value);
