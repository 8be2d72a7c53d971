import { getNullableType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { GraphQLLeafType, GraphQLOutputType } from 'graphql';
import { asIsOf, type IsAsIs } from './leaf-check.js';
import type { OperationPlan, PlannedField } from './operation-plan.js';

/** What may stand at one place of an answer. */
export interface Place {
  readonly isNonNull: boolean;
  /** Set iff a list stands there. */
  readonly item?: Place;
  /** Set iff a leaf does. */
  readonly leaf?: { readonly type: GraphQLLeafType; readonly isAsIs: IsAsIs };
  /** Set iff an object does. */
  readonly object?: ObjectShape;
}

/** One key of the objects at a place. */
export interface KeyShape {
  readonly key: string;
  readonly place: Place;
}

/**
 * The keys of the objects at a place, whatever their types: in a valid document a key has the same lists, nulls and leaf type in
 * all of them.
 */
export type ObjectShape = readonly KeyShape[];

/** An operation's answer: what it holds, and where that is planned. */
export interface AnswerShape {
  readonly keys: ObjectShape;
  readonly fields: readonly PlannedField[];
}

/** The shape of an operation's answer. */
export const shapeOf = ({ fields }: OperationPlan): AnswerShape => ({ keys: objectShape(fields), fields });

function objectShape(fields: readonly PlannedField[]): ObjectShape {
  const byKey = Map.groupBy(fields, ({ responseKey }) => responseKey);
  return [...byKey].flatMap(([key, same]) => {
    const [first] = same;
    return first ? { key, place: placeOf(first.field.type, same), fields: same } : [];
  });
}

function placeOf(type: GraphQLOutputType, fields: readonly PlannedField[]): Place {
  const isNonNull = isNonNullType(type);
  const nullable = getNullableType(type);
  if (isListType(nullable)) return { isNonNull, item: placeOf(nullable.ofType, fields) };
  if (isLeafType(nullable)) return { isNonNull, leaf: { type: nullable, isAsIs: asIsOf(nullable) } };
  return { isNonNull, object: objectShape(fields.flatMap(({ children }) => [...children.values()].flat())) };
}
