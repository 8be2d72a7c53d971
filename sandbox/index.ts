import { adminTransport } from './admin/admin-server.js';
import { Chance } from './data/chance.js';
import type { Ms } from './data/ids.js';
import { Popularity } from './data/popularity.js';
import type { World } from './data/world.js';
import type { Fault } from './faults/fault.js';
import { picturesTransport } from './pictures/pictures-server.js';
import type { CallLog } from './server/call-log.js';
import type { LatencyProfile } from './server/latency.js';
import { ServiceSet } from './service-set.js';
import { createServices } from './services/services.js';
import { PlanStore } from './services/slots/plan-store.js';
import type { UpstreamName } from './upstream-names.js';
import { UPSTREAM_NAMES } from './upstream-names.js';

export type { CallLog, CallRecord, PathCalls } from './server/call-log.js';
export type { Fault, FaultKind } from './faults/fault.js';
export type { LatencyProfile } from './server/latency.js';
export type { UpstreamName } from './upstream-names.js';
export { UPSTREAM_NAMES } from './upstream-names.js';

/** How to start the sandbox; every property has a default. */
export interface SandboxOptions {
  /** Same seed, same data; default 20190401. */
  readonly seed?: number;
  /** Default `none`. */
  readonly latency?: LatencyProfile;
  /** Default false: every record complete and valid. */
  readonly dirty?: boolean;
  /** Whether LEGACY differs from the other services in its known ways; default false. */
  readonly legacyDiffers?: boolean;
  /** Port of the administration; default 0, any free one. Start fails when it is taken. */
  readonly adminPort?: number;
  /** Services to start; default all. The URL of another one refuses connections. */
  readonly only?: readonly UpstreamName[];
  /**
   * Origin of the pictures in all records; default that of the sandbox's own. A gateway that was given the addresses of the
   * services shows pictures of public https hosts only.
   */
  readonly mediaOrigin?: string;
  /** Wall clock; default Date.now. */
  readonly now?: () => Ms;
}

/** A running sandbox. */
export interface Sandbox {
  /** Base URLs, `http://127.0.0.1:PORT`. */
  readonly urls: Readonly<Record<UpstreamName, string>>;
  readonly adminUrl: string;
  /** Origin of the pictures in all records. */
  readonly mediaOrigin: string;
  /** Calls per service and endpoint (`METHOD path-template`) since start or the last reset. */
  readonly calls: () => CallLog;
  /** Forgets the calls. */
  readonly resetCalls: () => void;
  /** Replaces the faults of a service; resolves when they are in force. */
  readonly setFaults: (service: UpstreamName, faults: readonly Fault[]) => Promise<void>;
  /** Closes all listeners and connections. */
  readonly close: () => Promise<void>;
}

const DEFAULT_SEED = 20_190_401;

/** Starts the upstream services on free loopback ports; rejects when the administration's port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    seed = DEFAULT_SEED,
    latency = 'none',
    dirty = false,
    legacyDiffers = false,
    adminPort = 0,
    only = UPSTREAM_NAMES,
  } = options;
  const chance = new Chance(seed);
  const pictures = picturesTransport(chance);
  await pictures.listen();
  const world: World = {
    chance,
    now: options.now ?? Date.now,
    settings: { dirty },
    legacyDiffers,
    mediaOrigin: options.mediaOrigin ?? pictures.url,
  };
  const popularity = new Popularity(world);
  const plans = new PlanStore(world, popularity);
  const wanted = createServices(world, popularity, plans).filter(({ name }) => only.includes(name));
  const services = new ServiceSet(wanted, world, { latency, dirty });
  const admin = adminTransport(services, plans);
  const close = async (): Promise<void> => {
    await Promise.all([services.close(), admin.close(), pictures.close()]);
  };
  try {
    await admin.listen(adminPort);
    await services.listen();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    urls: services.urls(),
    adminUrl: admin.url,
    mediaOrigin: world.mediaOrigin,
    calls: () => services.calls(),
    resetCalls: () => services.resetCalls(),
    setFaults: (name, faults) => services.setFaults(name, faults),
    close,
  };
}
