/** Where everything is counted that came after a record was full. */
export const OTHERS = 'others';

/**
 * The entry of a name, made when it is new. A record takes `most` names; later ones share OTHERS, so that nobody fills the memory
 * by inventing names.
 */
export function entryOf<T>(
  record: Record<string, T>,
  name: string,
  most: number,
  make: (isOther: boolean) => T,
): T {
  const known = Object.hasOwn(record, name) ? record[name] : undefined;
  if (known !== undefined) return known;
  // Assigning `__proto__` would not make an entry.
  const key = Object.keys(record).length < most && name !== '__proto__' ? name : OTHERS;
  return (record[key] ??= make(key !== name));
}
