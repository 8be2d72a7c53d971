import { quote } from './values.js';

const HOST = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** Reads a list of host names, in lower case and without repetitions. Throws an Error that says what is wrong. */
export function readMediaHosts(value: string): readonly string[] {
  const hosts = value.split(',').map((host) => host.trim().toLowerCase());
  const wrong = hosts.find((host) => !HOST.test(host));
  if (wrong !== undefined) throw new Error(`holds ${quote(wrong)}, which is not a host name.`);
  return [...new Set(hosts)];
}
