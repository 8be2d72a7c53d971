/** The paths, with dots between, at which two answers differ; a list counts as one piece when its length does. */
export function leavesThatDiffer(left: unknown, right: unknown, path = ''): string[] {
  if (isTree(left) && isTree(right) && keysOf(left) === keysOf(right))
    return Object.keys(left).flatMap((key) =>
      leavesThatDiffer(left[key], right[key], path === '' ? key : `${path}.${key}`),
    );
  return JSON.stringify(left) === JSON.stringify(right) ? [] : [path];
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const keysOf = (value: object): string => Object.keys(value).join();
