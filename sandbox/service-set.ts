import type { World } from './data/world.js';
import type { Fault } from './faults/fault.js';
import type { CallLog } from './server/call-log.js';
import type { LatencyProfile } from './server/latency.js';
import type { Service } from './server/route.js';
import { ServiceServer } from './server/service-server.js';
import type { UpstreamName } from './upstream-names.js';
import { UPSTREAM_NAMES } from './upstream-names.js';

/** Latency and dirt in force. */
export interface Profile {
  readonly latency: LatencyProfile;
  readonly dirty: boolean;
}

/** Nothing listens there: the URL of a service that was not started. */
const NOWHERE = 'http://127.0.0.1:1';

/** A value for every service name. */
function byName<T>(value: (name: UpstreamName) => T): Record<UpstreamName, T> {
  return Object.fromEntries(UPSTREAM_NAMES.map((name) => [name, value(name)])) as Record<UpstreamName, T>;
}

/** The running services, as tests and the administration steer them. */
export class ServiceSet {
  private readonly servers = new Map<UpstreamName, ServiceServer>();
  private readonly latency: { latency: LatencyProfile };
  private readonly original: Profile;

  constructor(
    services: readonly Service[],
    private readonly world: World,
    profile: Profile,
  ) {
    this.original = profile;
    this.latency = { latency: profile.latency };
    for (const service of services)
      this.servers.set(service.name, new ServiceServer(service, world, this.latency));
  }

  /** Starts all listeners. */
  async listen(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.listen()));
  }

  /** Base URLs by name. */
  urls(): Record<UpstreamName, string> {
    return byName((name) => this.servers.get(name)?.url ?? NOWHERE);
  }

  /** Faults in force by name. */
  faults(): Record<UpstreamName, Fault[]> {
    return byName((name) => this.servers.get(name)?.faults() ?? []);
  }

  /** Replaces the faults of one service; resolves when they are in force. */
  async setFaults(name: UpstreamName, faults: readonly Fault[]): Promise<void> {
    await this.servers.get(name)?.setFaults(faults);
  }

  /** Ends all faults. */
  async clearFaults(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.setFaults([])));
  }

  /** Profile in force. */
  profile(): Profile {
    return { latency: this.latency.latency, dirty: this.world.settings.dirty };
  }

  /** Changes the profile for calls that arrive from now on. */
  setProfile(profile: Profile): void {
    this.latency.latency = profile.latency;
    this.world.settings.dirty = profile.dirty;
  }

  /** Calls by service and endpoint. */
  calls(): CallLog {
    return byName((name) => this.servers.get(name)?.calls() ?? {});
  }

  /** Forgets the calls. */
  resetCalls(): void {
    for (const server of this.servers.values()) server.resetCalls();
  }

  /** Back to the state at start: no faults, first profile and plans, nothing received, nothing counted. */
  async reset(): Promise<void> {
    await this.clearFaults();
    this.setProfile(this.original);
    for (const server of this.servers.values()) server.reset();
    this.resetCalls();
  }

  /** Closes all listeners and connections. */
  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.close()));
  }
}
