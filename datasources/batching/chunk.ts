/** Splits keys into the fewest chunks of at most `limit`, as equal in size as possible: the largest chunk decides the wait. */
export function chunk<K>(keys: readonly K[], limit: number): (readonly K[])[] {
  if (keys.length <= limit) return [keys];
  const size = Math.ceil(keys.length / Math.ceil(keys.length / limit));
  return Array.from({ length: Math.ceil(keys.length / size) }, (_, i) =>
    keys.slice(i * size, (i + 1) * size),
  );
}
