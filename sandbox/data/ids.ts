/** Decimal digits, as every upstream sends ids. */
export type Id = string;
/** Epoch milliseconds. */
export type Ms = number;
/** 1/100 CNY. */
export type Cents = number;

/** What is numbered, with the prefix of its ids and how many there are; ordinals run from 1. */
export const FAMILIES = {
  video: { prefix: '6100000', size: 20_000 },
  item: { prefix: '7200000', size: 60_000 },
  account: { prefix: '2200000', size: 5_000 },
  shop: { prefix: '3300000', size: 3_000 },
  room: { prefix: '8800000', size: 800 },
  spu: { prefix: '9900000', size: 60_000 },
  coupon: { prefix: '5500000', size: 60_000 },
  promotion: { prefix: '5600000', size: 60_000 },
} as const;

/** Name of a numbered family. */
export type Family = keyof typeof FAMILIES;

/** Whether a text has the form of an id. */
export function isId(value: unknown): value is Id {
  return typeof value === 'string' && /^[1-9][0-9]{0,18}$/.test(value);
}

/** Id of the n-th member of a family. */
export function idOf(family: Family, ordinal: number): Id {
  return FAMILIES[family].prefix + String(ordinal).padStart(5, '0');
}

/** Ordinal of an id within its family; null when no such record exists. */
export function ordinalOf(family: Family, id: Id): number | null {
  const { prefix, size } = FAMILIES[family];
  if (id.length !== prefix.length + 5 || !id.startsWith(prefix)) return null;
  const ordinal = Number(id.slice(prefix.length));
  return ordinal >= 1 && ordinal <= size ? ordinal : null;
}
