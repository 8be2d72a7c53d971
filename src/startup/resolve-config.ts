import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import type { Config, ResolvedConfig } from '../config.js';
import type { SandboxReady } from './sandbox-process.js';

/** Fills the addresses that the environment left open with those of the sandbox; null = no sandbox runs. */
export function resolveConfig(config: Config, sandbox: SandboxReady | null): ResolvedConfig {
  const upstreams = Object.fromEntries(
    UPSTREAM_NAMES.map((name) => [name, resolveAddress(config, sandbox, name)]),
  ) as Record<UpstreamName, string | null>; // fromEntries forgets which keys it was given
  return Object.freeze({
    ...config,
    upstreams: Object.freeze(upstreams),
    localMediaOrigin: sandbox?.mediaOrigin ?? null,
    adminUrl: sandbox?.adminUrl ?? null,
  });
}

function resolveAddress(config: Config, sandbox: SandboxReady | null, name: UpstreamName): string | null {
  const given = config.upstreams[name];
  if (given !== undefined) return given;
  if (!sandbox) throw new Error(`${name} has no address, and the embedded services do not run`);
  return sandbox.urls[name];
}
