import type { UpstreamName } from '../../datasources/upstreams.js';
import { readUrl } from './url.js';
import { quote } from './values.js';

/** Services a deployment may do without: it says so with the value `none`. */
const DISPENSABLE: ReadonlySet<UpstreamName> = new Set([
  'LEGACY',
  'SNAPSHOT',
  'EXPOSURE',
  'ENGAGEMENT',
  'LIVE',
  'INVENTORY',
]);

/** Whether `none` is an allowed value for this service. */
export function isDispensable(name: UpstreamName): boolean {
  return DISPENSABLE.has(name);
}

/** Reads the base URL of a service, without a slash at its end; null for `none`. Throws an Error that says what is wrong. */
export function readUpstreamUrl(name: UpstreamName, value: string): string | null {
  if (value === 'none') {
    if (isDispensable(name)) return null;
    throw new Error(`is none, but the gateway cannot do without ${name}.`);
  }
  const url = readUrl(value, name === 'SNAPSHOT' ? ['http:', 'https:', 'file:'] : ['http:', 'https:']);
  if (url.search !== '' || url.hash !== '') {
    throw new Error(`carries a query or fragment after ${quote(url.origin + url.pathname)}.`);
  }
  return url.href.replace(/\/+$/, '');
}
