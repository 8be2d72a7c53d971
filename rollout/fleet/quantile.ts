/**
 * Seconds that a share of all outcomes did not exceed, from cumulative counts by upper bound, even inside a bucket. Beyond the
 * last finite bound that bound is all that is known. Null: nothing was counted.
 */
export function quantile(latency: ReadonlyMap<number, number>, share: number): number | null {
  const buckets = [...latency].sort(([a], [b]) => a - b);
  const total = buckets.at(-1)?.[1] ?? 0;
  if (total === 0) return null;
  const wanted = total * share;
  let [lower, below] = [0, 0];
  for (const [bound, count] of buckets) {
    if (count >= wanted && count > below)
      return bound === Infinity ? lower : lower + ((bound - lower) * (wanted - below)) / (count - below);
    [lower, below] = [bound, count];
  }
  return lower;
}
