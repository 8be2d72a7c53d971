const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;
/** Digits behind the point of the sums below. */
const SCALE = 30;

/** Whether two decimals, as text or numbers, are at most `tolerance` apart; computed in whole numbers, so nothing is rounded. */
export function isWithin(a: string | number, b: string | number, tolerance: string): boolean {
  const [x, y, most] = [scaled(a), scaled(b), scaled(tolerance)];
  if (x === null || y === null || most === null) return false;
  const apart = x > y ? x - y : y - x;
  return apart <= most;
}

function scaled(value: string | number): bigint | null {
  const text = String(value);
  if (!DECIMAL.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(SCALE, '0'));
}
