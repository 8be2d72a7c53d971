import { createHmac, timingSafeEqual } from 'node:crypto';

/** A key that headers are signed with: one of the cursors' keys. */
export interface HeaderKey {
  readonly kid: number;
  readonly key: Buffer;
}

/** Longest that a signature may be good for, in ms. */
const MOST_MS = 60 * 60_000;
/** What is signed begins so, that no signature of a cursor is one of a header. */
const PURPOSE = 'vitrine-header';
const MAC_BYTES = 16;
const PARTS =
  /^(?<claim>[^;]{1,200});exp=(?<exp>\d{1,12});kid=(?<kid>\d{1,3});sig=(?<sig>[A-Za-z0-9_-]{22})$/;

/** A header value that says `claim` until `exp` (epoch seconds). */
export function signHeader(claim: string, exp: number, { kid, key }: HeaderKey): string {
  const text = `${claim};exp=${exp};kid=${kid}`;
  return `${text};sig=${macOf(text, key).toString('base64url')}`;
}

/** What a signed header says; null when it is not of ours, too old, or good for longer than an hour. `now`: epoch ms. */
export function readSigned(value: string, keys: readonly HeaderKey[], now: number): string | null {
  const parts = PARTS.exec(value.trim())?.groups;
  if (!parts) return null;
  const { claim = '', exp = '', kid = '', sig = '' } = parts;
  const leftMs = Number(exp) * 1_000 - now;
  const key = keys.find((one) => one.kid === Number(kid));
  if (!key || leftMs <= 0 || leftMs > MOST_MS) return null;
  const wanted = macOf(`${claim};exp=${exp};kid=${kid}`, key.key);
  const given = Buffer.from(sig, 'base64url');
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? claim : null;
}

const macOf = (text: string, key: Buffer): Buffer =>
  createHmac('sha256', key).update(`${PURPOSE}\n${text}`).digest().subarray(0, MAC_BYTES);
