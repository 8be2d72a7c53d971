const DECIMAL = /^(-?)(\d{1,16})(?:\.(\d+))?$/;

/**
 * A decimal text as an integer of its smallest unit: `scaled('39.9', 2)` is 3990. Null for more than `decimals` decimals, any
 * other form, and results beyond 2^53. Digits are moved as text: a product of floats would round.
 */
export function scaled(text: string, decimals: number): number | null {
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) return null;
  const size = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(size)) return null;
  return sign === '-' ? 0 - size : size;
}
