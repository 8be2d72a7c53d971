import type { PlannedField } from './operation-plan.js';

type JsonObject = Readonly<Record<string | number, unknown>>;

/** The planned field of a place in an answer: under the types that its objects have, told by the keys they hold. */
export function fieldAt(
  data: JsonObject,
  rootFields: readonly PlannedField[],
  path: readonly (string | number)[],
): PlannedField | undefined {
  let value: unknown = data;
  let found: PlannedField | undefined;
  for (const part of path) {
    const holder = value as JsonObject;
    if (typeof part === 'string') {
      const fields = found ? childrenOf(found, holder) : rootFields;
      found = fields.find(({ responseKey }) => responseKey === part);
      if (!found) return undefined;
    }
    value = holder[part];
  }
  return found;
}

function childrenOf({ children }: PlannedField, object: JsonObject): readonly PlannedField[] {
  const [first = [], ...others] = children.values();
  if (others.length === 0) return first;
  const keys = Object.keys(object).join();
  const fits = (fields: readonly PlannedField[]) =>
    fields.map(({ responseKey }) => responseKey).join() === keys;
  return [first, ...others].find(fits) ?? first;
}
