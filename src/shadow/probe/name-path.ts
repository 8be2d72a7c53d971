import type { OperationPlan, PlannedField } from '../../execution/operation-plan.js';

/**
 * The way to a place of an answer under the names of the schema, from the root's on: `Query.feed.edges[].node`. It ends where the
 * plan does.
 */
export function namePath({ rootType, fields }: OperationPlan, path: readonly (string | number)[]): string {
  let name = rootType.name;
  let next: readonly PlannedField[] = fields;
  for (const step of path) {
    if (typeof step === 'number') {
      name += '[]';
      continue;
    }
    const found = next.find(({ responseKey }) => responseKey === step);
    if (!found) break;
    name += `.${found.field.name}`;
    next = [...found.children.values()].flat();
  }
  return name;
}
