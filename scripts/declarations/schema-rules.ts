import { getNullableType, isListType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import { DeclarationError, type ViewShape } from '../../datasources/chain/declaration-rules.js';
import type { Declared } from '../../src/explain/declared.js';
import { isValueOf } from './static-value.js';

type Field = GraphQLField<unknown, unknown>;

/**
 * Holds the schema against what is declared: every field that is resolved has a declaration, every declaration has a field, and
 * every end is a value of its field.
 * @throws DeclarationError for the first that does not
 */
export function assertDeclared(schema: GraphQLSchema, declared: Declared): void {
  const fields = fieldsOf(schema);
  const { views, placed, composed, polled, lists, chains } = declared;
  const named = [...views, ...placed, ...composed, ...polled, ...lists].map(({ coordinate }) => coordinate);
  for (const coordinate of named)
    if (!fields.has(fieldOf(coordinate)))
      throw new DeclarationError(coordinate, 'the schema has no such field', 'name one that it has');
  for (const [coordinate, { resolve }] of fields)
    if (resolve && !named.includes(coordinate))
      throw new DeclarationError(
        coordinate,
        'it is resolved, but nothing says where its value comes from',
        'declare a view, or what it is composed of, in a *.chains.ts',
      );
  const filtered = new Set(
    composed.filter(({ coordinate }) => !isRoot(coordinate)).flatMap(({ reads }) => reads),
  );
  for (const view of views) {
    const field = fields.get(fieldOf(view.coordinate));
    if (field) assertEnd(view, field, filtered.has(view));
    if (!chains.includes(view.chain))
      throw new DeclarationError(
        view.coordinate,
        `its chain ${view.chain.record} is not exported`,
        'export it, so that it is documented and drilled',
      );
  }
  for (const [coordinate, field] of fields)
    if (hasNullableItems(field) && !composed.some((each) => each.coordinate === coordinate))
      throw new DeclarationError(
        coordinate,
        'items of its list may be null',
        'filter the list, or declare by composed() that it is read by ids',
      );
}

/** Fields of object types by coordinate. */
const fieldsOf = (schema: GraphQLSchema): ReadonlyMap<string, Field> =>
  new Map(
    Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type))
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap((type) =>
        Object.values(type.getFields()).map((field): [string, Field] => [
          `${type.name}.${field.name}`,
          field,
        ]),
      ),
  );

/** `Query.node(Shop)` is the field `Query.node`, read for one type. */
const fieldOf = (coordinate: string): string => coordinate.replace(/\(.*\)$/, '');

const isRoot = (coordinate: string): boolean => coordinate.startsWith('Query.');

function assertEnd({ coordinate, end }: ViewShape, { type }: Field, isFiltered: boolean): void {
  // What a list leaves out is never null in it.
  if (isNonNullType(type) && end.value === null && !isFiltered)
    throw new DeclarationError(
      coordinate,
      `it is never null, but ends in ${end.policy}`,
      'end it in EMPTY or a constant, or make the field nullable',
    );
  if (end.value !== null && !isValueOf(type, end.value))
    throw new DeclarationError(
      coordinate,
      `its end is no value of ${String(type)}`,
      'end it in a value that the schema allows',
    );
}

function hasNullableItems({ type }: Field): boolean {
  const nullable = getNullableType(type);
  return isListType(nullable) && !isNonNullType(nullable.ofType);
}
