import { Worklist, type Steps } from '../../../rollout/comparing/worklist.js';

/**
 * A copy of plain JSON with its texts replaced, one of them or one list or object at each step, however deep they are nested;
 * `name` is that of the nearest property, also above a list.
 */
export function* mapTexts(value: unknown, replace: (text: string, name: string) => string): Steps<unknown> {
  const work = new Worklist();
  const copyOf = (part: unknown, name: string): unknown => {
    if (typeof part === 'string') return replace(part, name);
    return Array.isArray(part) ? listOf(part, name) : objectOf(part as JsonObject);
  };
  const listOf = (list: readonly unknown[], name: string): unknown[] => {
    const copy = [...list];
    for (const [index, member] of list.entries())
      if (isCopied(member)) work.add(() => (copy[index] = copyOf(member, name)));
    return copy;
  };
  const objectOf = (object: JsonObject): JsonObject => {
    const copy = Object.assign(Object.create(null) as Record<string, unknown>, object); // `__proto__` is a name like others
    for (const [name, member] of Object.entries(object))
      if (isCopied(member)) work.add(() => (copy[name] = copyOf(member, name)));
    return copy;
  };
  if (!isCopied(value)) return value;
  const copy = copyOf(value, '');
  yield* work.steps();
  return copy;
}

type JsonObject = Readonly<Record<string, unknown>>;

const isCopied = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null);
