import type { AnswerShape, ObjectShape, Place } from './answer-shape.js';
import { fieldAt } from './field-at.js';
import { serializeLeaf } from './leaf-check.js';
import type { PlannedField } from './operation-plan.js';

/** A place whose value is not what its type allows. */
export interface Misfit {
  readonly cause: unknown;
  readonly field: PlannedField | undefined;
  readonly path: readonly (string | number)[];
}

type JsonObject = Record<string, unknown>;

/**
 * Looks at every value of an answer as compiled code left it: serialises in place the leaves that need it, and finds those that
 * cannot be and the nulls where none may be. graphql-jit can do it too, with two lists and a call for each of a page's thousand
 * leaves; here a good leaf costs one look.
 */
export function completeAnswer(data: JsonObject, { keys, fields }: AnswerShape): readonly Misfit[] {
  const misfits: Misfit[] = [];
  const path: (string | number)[] = [];

  const visitObject = (object: JsonObject, keys: ObjectShape): void => {
    for (const at of keys) {
      const value = object[at.key];
      const { leaf, isNonNull } = at.place;
      if (value === undefined || (value === null ? !isNonNull : leaf?.isAsIs(value))) continue; // another type's key, or fine
      path.push(at.key);
      const completed = complete(value, at.place);
      if (completed !== value) object[at.key] = completed;
      path.pop();
    }
  };

  /** What is to stand there; the value itself where that is right. */
  const complete = (value: unknown, place: Place): unknown => {
    if (value == null) return place.isNonNull ? misfit(nullError) : value;
    if (place.item) return Array.isArray(value) ? completeList(value, place.item) : value;
    if (place.object) visitObject(value as JsonObject, place.object);
    if (!place.leaf || place.leaf.isAsIs(value)) return value;
    try {
      return serializeLeaf(place.leaf.type, value);
    } catch (thrown) {
      return misfit(() => thrown);
    }
  };

  /** The list of a record is not ours to change: where a member does, it is copied. */
  const completeList = (list: unknown[], item: Place): unknown[] => {
    let completed = list;
    for (let index = 0; index < list.length; index++) {
      path.push(index);
      const member = complete(list[index], item);
      if (member !== list[index]) {
        if (completed === list) completed = [...list];
        completed[index] = member;
      }
      path.pop();
    }
    return completed;
  };

  const misfit = (cause: (field: PlannedField | undefined) => unknown): null => {
    const field = fieldAt(data, fields, path);
    misfits.push({ cause: cause(field), field, path: [...path] });
    return null;
  };

  visitObject(data, keys);
  return misfits;
}

const nullError = (field: PlannedField | undefined): Error => {
  const coordinate = field ? `${field.parentType.name}.${field.field.name}` : 'unknown';
  return new Error(`Cannot return null for non-nullable field ${coordinate}.`);
};
