import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import { embeddedUpstreams, type Config, type ResolvedConfig } from '../config.js';
import { StartError } from '../config/problem.js';
import { missingAddress } from '../config/variables.js';
import type { SandboxReady } from './sandbox-process.js';

/**
 * Fills the addresses that the environment left open with those of the sandbox; null = no sandbox runs, and a
 * StartError names the services that nothing serves then.
 */
export function resolveConfig(config: Config, sandbox: SandboxReady | null): ResolvedConfig {
  const missing = sandbox ? [] : embeddedUpstreams(config);
  if (missing.length > 0) {
    throw new StartError(missing.map((name) => missingAddress(name, 'no embedded services run here')));
  }
  const upstreams = Object.fromEntries(
    UPSTREAM_NAMES.map((name) => {
      const given = config.upstreams[name];
      return [name, given === undefined ? sandbox?.urls[name] : given];
    }),
  ) as Record<UpstreamName, string | null>; // fromEntries forgets which keys it was given
  return Object.freeze({
    ...config,
    upstreams: Object.freeze(upstreams),
    localMediaOrigin: sandbox?.mediaOrigin ?? null,
    adminUrl: sandbox?.adminUrl ?? null,
  });
}
