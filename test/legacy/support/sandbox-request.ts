import type { Sandbox } from '../../../sandbox/index.js';
import { Connections } from '../../../datasources/connections.js';
import { openRequest, type UpstreamRequest } from '../../support/upstream-request.js';

/** A request of viewer u1001 to a sandbox, at the sandbox's own time, that may show the sandbox's pictures. */
export function openSandboxRequest({ urls, mediaOrigin }: Sandbox, now: number): UpstreamRequest {
  const connections = new Connections({
    origins: urls,
    telemetry: {
      upstreamCall: () => undefined,
      counted: () => undefined,
      mixed: () => undefined,
      refused: () => undefined,
      field: () => undefined,
    },
    version: '0.0.0',
    now: () => now,
    random: () => 0.5,
    mediaHosts: null,
    localMediaOrigin: mediaOrigin,
    timeoutFactor: 20,
  });
  return openRequest(urls, {
    connections,
    now,
    deadlineMs: 60_000,
    viewer: { viewerId: 'u1001', deviceId: 'd9f2' },
  });
}
