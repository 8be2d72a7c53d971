import { UPSTREAM_NAMES, type UpstreamName } from '../../../datasources/upstreams.js';
import { FaultServer } from './fault-server.js';

/** A fault server in front of each of twelve healthy upstreams. */
export class FaultFleet {
  private readonly servers: ReadonlyMap<UpstreamName, FaultServer>;

  private constructor(healthy: Readonly<Record<UpstreamName, string>>) {
    this.servers = new Map(UPSTREAM_NAMES.map((name) => [name, new FaultServer(name, healthy[name])]));
  }

  /** Starts all of them; `healthy` are base URLs. */
  static async start(healthy: Readonly<Record<UpstreamName, string>>): Promise<FaultFleet> {
    const fleet = new FaultFleet(healthy);
    await Promise.all([...fleet.servers.values()].map((server) => server.listen()));
    return fleet;
  }

  /** The one in front of an upstream. */
  of(name: UpstreamName): FaultServer {
    const server = this.servers.get(name);
    if (!server) throw new Error(`no fault server for ${name}`);
    return server;
  }

  /** Base URLs by name; `named` has a host name in place of its address, for lookups to fail on. */
  urls(named?: UpstreamName): Record<UpstreamName, string> {
    const entries = [...this.servers].map(([name, { url, port }]) => [
      name,
      name === named ? `http://${name.toLowerCase()}.upstream.test:${port}` : url,
    ]);
    return Object.fromEntries(entries) as Record<UpstreamName, string>;
  }

  /** Ends all troubles. */
  async calm(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.arm()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers.values()].map((server) => server.close()));
  }
}
