/** A slip of the finger or two; more is another word. */
const MOST_EDITS = 2;

/** The known key that somebody may have meant; undefined: none is like it. */
export function nearestKey(written: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((key) => ({ key, edits: editsBetween(written.toLowerCase(), key.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  return best && best.edits <= MOST_EDITS && best.edits < best.key.length ? best.key : undefined;
}

/** Letters to insert, remove or replace (Levenshtein). Longer words than a key can be are not compared. */
function editsBetween(written: string, key: string): number {
  if (Math.abs(written.length - key.length) > MOST_EDITS) return MOST_EDITS + 1;
  let row = Array.from({ length: key.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...written].entries()) {
    let left = index + 1;
    row = [
      left,
      ...Array.from(key, (other, at) => {
        const replaced = (row[at] ?? 0) + (other === letter ? 0 : 1);
        left = Math.min(replaced, left + 1, (row[at + 1] ?? 0) + 1);
        return left;
      }),
    ];
  }
  return row.at(-1) ?? 0;
}
