import { BlockList, isIPv6 } from 'node:net';

const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6');

/**
 * Whether a request comes from our own network, where the edge stands: this machine, or a private address. Who reaches the
 * gateway from a public one is a client, and is not believed what changes how a request is counted.
 */
export const isTrustedEdge = (ip: string): boolean => INSIDE.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4');
