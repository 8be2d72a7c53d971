/** A position whose value is not known or never collides. */
export const NO_VALUE = -1;

/**
 * Whether `value` may be put at `index` so that every window of `window` neighbouring positions that contains it holds at
 * most `limit` equal values. `values` covers the items before, in session order, and the pins ahead.
 */
export function fitsEveryWindow(
  values: Float64Array,
  index: number,
  value: number,
  window: number,
  limit: number,
): boolean {
  let others = 0;
  for (let i = Math.max(0, index - window + 1); i < index; i++) if (values[i] === value) others++;
  if (others >= limit) return false;
  const lastEnd = Math.min(values.length - 1, index + window - 1);
  for (let end = index + 1; end <= lastEnd; end++) {
    if (values[end] === value) others++;
    if (values[end - window] === value) others--;
    if (others >= limit) return false;
  }
  return true;
}
