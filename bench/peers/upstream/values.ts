const WAN = 10_000;

/** Global id of an object. */
export const globalId = (type: string, id: string): string =>
  Buffer.from(`${type}:${id}`).toString('base64url');

/** A count as it is shown: 12345 is 1.2万. */
export function countText(count: number): string {
  if (count < WAN) return String(count);
  const tenths = Math.trunc(count / (WAN / 10));
  return tenths % 10 === 0 ? `${tenths / 10}万` : `${(tenths / 10).toFixed(1)}万`;
}

/** Shape of a picture. */
export function orientationOf(width: number, height: number): 'SQUARE' | 'LANDSCAPE' | 'PORTRAIT' {
  if (width === height) return 'SQUARE';
  return width > height ? 'LANDSCAPE' : 'PORTRAIT';
}

/** A category by its path, root first: `16_1600`. */
export function categoryOf(path: string, name: string): { id: string; name: string; path: string[] } {
  const ids = path.split('_').map((id) => globalId('Category', id));
  return { id: ids.at(-1) ?? '', name, path: ids };
}
