import { isOptional, type UpstreamName } from '../../datasources/upstreams.js';
import { readUrl } from './url.js';
import { quote } from './values.js';

/** Reads the base URL of a service, without a slash at its end; null for `none`. Throws an Error that says what is wrong. */
export function readUpstreamUrl(name: UpstreamName, value: string): string | null {
  if (value === 'none') {
    if (isOptional(name)) return null;
    throw new Error(`is none, but the gateway cannot do without ${name}.`);
  }
  const url = readUrl(value, name === 'SNAPSHOT' ? ['http:', 'https:', 'file:'] : ['http:', 'https:']);
  if (url.search !== '' || url.hash !== '') {
    throw new Error(`carries a query or fragment after ${quote(url.origin + url.pathname)}.`);
  }
  return url.href.replace(/\/+$/, '');
}
