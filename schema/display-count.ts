const WAN = 10_000;
const YI = 100_000_000;

/**
 * A count as display text: plain digits below 10,000, then 万 (10,000) and 亿 (100,000,000) with at most one
 * decimal, cut off and never rounded up. Null when the count is unknown.
 * @param count a non-negative integer, or null
 */
export function countText(count: number | null): string | null {
  if (count === null) return null;
  if (count < WAN) return String(count);
  return count < YI ? `${oneDecimal(count, WAN)}万` : `${oneDecimal(count, YI)}亿`;
}

function oneDecimal(count: number, unit: number): string {
  const tenths = Math.trunc(count / (unit / 10));
  const rest = tenths % 10;
  const whole = String((tenths - rest) / 10);
  return rest === 0 ? whole : `${whole}.${rest}`;
}
