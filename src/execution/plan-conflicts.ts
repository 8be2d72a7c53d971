import { getNullableType, isAbstractType, isListType, isNonNullType } from 'graphql';
import type { GraphQLOutputType } from 'graphql';
import { NotCompilable } from './operation-plan.js';
import type { OperationPlan, PlannedField } from './operation-plan.js';

/**
 * Throws NotCompilable where graphql-jit would confuse two fields of a plan:
 * - it names the static part of a resolver's info after the response keys joined by `_`, so that `a { b }` and the alias
 *   `b_a` share one;
 * - it merges the nullability of equal response keys over all concrete types, so that a field which is nullable in one
 *   type and not in another is nulled wrongly.
 */
export function refuseConflicts(plan: OperationPlan): void {
  const infoNames = new Set<string>();
  const shapes = new Map<string, string>();
  const visit = (field: PlannedField, holder: ValueName, responsePath: string): void => {
    const name = holder.name === '' ? field.responseKey : `${field.responseKey}_${holder.name}`;
    claim(infoNames, name);
    const path = `${responsePath}.${field.responseKey}`;
    const shape = shapeOf(field.field.type);
    if ((shapes.get(path) ?? shape) !== shape)
      throw new NotCompilable(`nullability of ${path} differs by type`);
    shapes.set(path, shape);
    const value = valueNameOf(field.field.type, { name, lists: holder.lists, isAbstract: false });
    if (value.isAbstract && value.name !== name) claim(infoNames, value.name);
    for (const [type, children] of field.children) {
      const childHolder = value.isAbstract ? { ...value, name: `${type.name}_${value.name}` } : value;
      for (const child of children) visit(child, childHolder, path);
    }
  };
  for (const field of plan.fields) visit(field, { name: '', lists: 0, isAbstract: false }, '');
}

/** What graphql-jit calls the place of a value: keys from leaf to root, list indexes and concrete types between them. */
interface ValueName {
  readonly name: string;
  /** Lists around the value, its own included. */
  readonly lists: number;
  readonly isAbstract: boolean;
}

function claim(names: Set<string>, name: string): void {
  if (names.has(name)) throw new NotCompilable(`two fields share the name ${name}`);
  names.add(name);
}

function valueNameOf(type: GraphQLOutputType, { name, lists }: ValueName): ValueName {
  const nullable = getNullableType(type);
  if (!isListType(nullable)) return { name, lists, isAbstract: isAbstractType(nullable) };
  return valueNameOf(nullable.ofType, { name: `idx${lists}_${name}`, lists: lists + 1, isAbstract: false });
}

function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  return isListType(type) ? `[${shapeOf(type.ofType)}]` : '';
}
