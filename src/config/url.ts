import { quote } from './values.js';

/** Reads an absolute URL of one of the protocols. Throws an Error that says what is wrong and quotes no password. */
export function readUrl(value: string, protocols: readonly string[]): URL {
  if (!URL.canParse(value)) throw new Error(`is ${quote(value)}, not an absolute URL.`);
  const url = new URL(value);
  // Checked before anything quotes the value: a password must not reach the terminal or a log.
  if (url.username !== '' || url.password !== '') throw new Error('carries a user name or password.');
  if (!protocols.includes(url.protocol)) {
    throw new Error(`is ${quote(value)}: only ${protocols.join(', ')} can be used.`);
  }
  return url;
}

/** Reads a path, or a URL of http or https. Throws an Error that says what is wrong. */
export function readPathOrUrl(value: string): string {
  return value.includes('://') ? readUrl(value, ['http:', 'https:']).href : value;
}
