import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import type {
  DocumentNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import type { AnswerPath, AnswerPlaces } from '../../datasources/chain/degradation.js';
import { coerceVariables } from './coerce-variables.js';
import { collectFields, type CollectScope } from './collect-fields.js';
import { fragmentsOf } from './fragments-of.js';

/** An operation that ran, and what came of it. */
export interface Answered {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly data: unknown;
}

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Where in an answer fields are null or an empty list, by schema coordinate, `most` places each. Walks document and data side
 * by side, so nothing has to be remembered while an operation runs.
 */
export function emptyFields(
  { schema, document, operation, variables = {}, data }: Answered,
  coordinates: ReadonlySet<string>,
  most: number,
): AnswerPlaces {
  const found = new Map<string, AnswerPath[]>();
  const { coerced: conditions } = coerceVariables(schema, operation, variables, true);
  const root = schema.getRootType(operation.operation);
  if (!conditions || !root) return found;
  const scope: CollectScope = { schema, fragments: fragmentsOf(document), conditions };

  const walkObject = (
    object: JsonObject,
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    path: AnswerPath,
  ): void => {
    for (const [key, nodes] of collectFields(scope, type, sets)) {
      const field = type.getFields()[nodes[0]?.name.value ?? ''];
      if (!field) continue; // __typename
      const value = object[key];
      const here = [...path, key];
      const coordinate = `${type.name}.${field.name}`;
      if (isEmpty(value) && coordinates.has(coordinate)) note(coordinate, here);
      walk(value, getNamedType(field.type), nodes.flatMap(({ selectionSet }) => selectionSet ?? []), here); // prettier-ignore
    }
  };
  const walk = (
    value: unknown,
    type: GraphQLNamedType,
    sets: readonly SelectionSetNode[],
    path: AnswerPath,
  ): void => {
    if (Array.isArray(value))
      for (const [i, member] of value.entries()) walk(member, type, sets, [...path, i]);
    else if (typeof value === 'object' && value !== null && sets.length > 0) {
      const object = value as JsonObject;
      const concrete = concreteType(scope, object, type as GraphQLCompositeType, sets);
      if (concrete) walkObject(object, concrete, sets, path);
    }
  };
  const note = (coordinate: string, path: AnswerPath): void => {
    const paths = found.get(coordinate);
    if (!paths) found.set(coordinate, [path]);
    else if (paths.length < most) paths.push(path);
  };
  walk(data, root, [operation.selectionSet], []);
  return found;
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** The only type that the members of an object fit, where the schema allows several; undefined where several fit. */
function concreteType(
  scope: CollectScope,
  object: JsonObject,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
): GraphQLObjectType | undefined {
  if (isObjectType(type)) return type;
  const possible = isAbstractType(type) ? scope.schema.getPossibleTypes(type) : [];
  const keys = Object.keys(object).join();
  const fitting = possible.filter((each) => [...collectFields(scope, each, sets).keys()].join() === keys);
  const named = fitting.filter(({ name }) => object['__typename'] === name);
  const [only, ...others] = named.length > 0 ? named : fitting;
  return others.length === 0 ? only : undefined;
}
