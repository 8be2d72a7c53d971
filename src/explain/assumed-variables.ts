import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  typeFromAST,
} from 'graphql';
import type { GraphQLInputType, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { MAX_IDS } from '../../resolvers/by-id.js';

/** Begins ids that stand for any. */
const ANY = '?';

/** Whether an id is one that nobody gave. */
export const isAssumed = (id: string): boolean => id.startsWith(ANY);

/** Variables with all that an operation requires. */
export interface AssumedVariables {
  readonly variables: Readonly<Record<string, unknown>>;
  /** What was assumed, one sentence for each variable. */
  readonly notes: readonly string[];
}

/**
 * Adds what an operation requires and nobody gave: one id for an id, as many as are read at a time for a list of them, true for
 * a condition. What is optional stays away.
 */
export function assumeVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): AssumedVariables {
  const variables: Record<string, unknown> = { ...given };
  const notes: string[] = [];
  for (const { variable, type: node, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node) as GraphQLInputType;
    if (Object.hasOwn(given, name) || defaultValue !== undefined || !isNonNullType(type)) continue;
    variables[name] = assumed(type);
    notes.push(`$${name} was not given: ${wordsFor(variables[name])} assumed.`);
  }
  return { variables, notes };
}

function assumed(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable))
    return Array.from({ length: MAX_IDS }, (_, index) =>
      isText(nullable.ofType) ? `${ANY}${index}` : assumed(nullable.ofType),
    );
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable))
    return Object.fromEntries(
      Object.values(nullable.getFields())
        .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
        .map((field) => [field.name, assumed(field.type)]),
    );
  if (String(nullable) === 'Boolean') return true;
  return isText(nullable) ? ANY : 1;
}

const isText = (type: GraphQLInputType): boolean => ['ID', 'String'].includes(String(getNullableType(type)));

function wordsFor(value: unknown): string {
  if (Array.isArray(value)) return `${value.length}, the most that are read at a time,`;
  if (value === ANY) return 'one';
  return JSON.stringify(value);
}
