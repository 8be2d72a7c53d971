/** A copy of plain JSON with its texts replaced; `name` is that of the nearest property, also above a list. */
export function mapTexts(
  value: unknown,
  replace: (text: string, name: string) => string,
  name = '',
): unknown {
  if (typeof value === 'string') return replace(value, name);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => mapTexts(member, replace, name));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mapTexts(part, replace, key)]));
}
