/** Types whose `id` is made by `globalId`; those that are Nodes can be fetched by it. */
export type GlobalIdType =
  | 'Video' | 'Product' | 'Author' | 'Shop' | 'LiveRoom' // Nodes
  | 'Scene' | 'Category' | 'Coupon' | 'Promotion' | 'VideoCard' | 'LiveCard' | 'BannerCard'; // prettier-ignore

/** A global id taken apart; nothing says that such a type or object exists. */
export interface ParsedGlobalId {
  readonly typeName: string;
  readonly rawId: string;
}

const SHAPE = /^([A-Za-z_]\w*):([^]+)$/;

/** Longest id that is decoded; ours stay below 100 characters. */
const MAX_LENGTH = 256;

/** Raw ids of our upstreams. In base64 none of these characters becomes `+` or `/`, where base64url differs. */
const PLAIN = /^[\w-]*$/;

/** The `id` of an object, unique across all types: base64url of `TypeName:rawId`, without padding. */
export function globalId(typeName: GlobalIdType, rawId: string): string {
  const text = `${typeName}:${rawId}`;
  if (!PLAIN.test(rawId)) return Buffer.from(text).toString('base64url');
  const padded = btoa(text); // a third of the cost, and a page has two hundred ids
  const padding = (3 - (text.length % 3)) % 3;
  return padding === 0 ? padded : padded.slice(0, -padding);
}

/** Takes a global id apart. Null when it is malformed or not in the one form that `globalId` writes. */
export function parseGlobalId(text: string): ParsedGlobalId | null {
  if (text.length > MAX_LENGTH) return null;
  const decoded = Buffer.from(text, 'base64url');
  // Buffer skips characters outside the alphabet and accepts stray bits: only a round trip proves the form.
  if (decoded.toString('base64url') !== text) return null;
  const plain = decoded.toString();
  if (!Buffer.from(plain).equals(decoded)) return null;
  const [, typeName, rawId] = SHAPE.exec(plain) ?? [];
  return typeName === undefined || rawId === undefined ? null : { typeName, rawId };
}
