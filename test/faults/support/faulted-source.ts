import { Connections } from '../../../datasources/connections.js';
import type { Chain } from '../../../datasources/chain/chain.js';
import type { Outcome } from '../../../datasources/chain/outcome.js';
import type { Telemetry } from '../../../datasources/telemetry.js';
import type { Origins, UpstreamName } from '../../../datasources/upstreams.js';
import { openRequest } from '../../support/upstream-request.js';
import { FaultServer } from './fault-server.js';
import type { FaultVariant } from './faults.types.js';
import { lookupOf, type NameService } from './unresolved.js';
import { SPOILED_FIELDS } from './spoiled-fields.js';

/** Test machines are busy: time limits are three times those of production. */
export const TIMEOUT_FACTOR = 3;

const ignore = () => undefined;

/** One upstream behind a fault server, read as a process reads it: through transport, guards, batching and chain. */
export class FaultedSource {
  /** How the transport says that each attempt ended, in order. */
  readonly attempts: string[] = [];
  private names: NameService = 'ok';

  private constructor(
    readonly server: FaultServer,
    private readonly connections: Connections,
  ) {}

  /** Opens one with closed breakers; `healthy` are base URLs, of which one gets a fault server in front. */
  static async open(upstream: UpstreamName, healthy: Origins): Promise<FaultedSource> {
    const url = healthy[upstream];
    if (url === null) throw new Error(`${upstream} has no address`);
    const server = new FaultServer(upstream, url);
    await server.listen();
    const telemetry: Telemetry = {
      upstreamCall: ({ outcome }) => source.attempts.push(outcome),
      counted: ignore,
      mixed: ignore,
      refused: ignore,
      field: ignore,
    };
    const source: FaultedSource = new FaultedSource(
      server,
      new Connections({
        origins: { ...healthy, LEGACY: null, [upstream]: `http://faulty.upstream.test:${server.port}` },
        telemetry,
        version: '0.0.0',
        now: Date.now,
        random: () => 0.5,
        mediaHosts: null,
        localMediaOrigin: null,
        timeoutFactor: TIMEOUT_FACTOR,
        keepsRecords: false,
        lookup: lookupOf(() => source.names),
      }),
    );
    return source;
  }

  /** Puts a fault in force. */
  async strike({ trouble, names = 'ok' }: FaultVariant): Promise<void> {
    this.names = names;
    await this.server.arm(trouble(SPOILED_FIELDS[this.server.upstream]));
  }

  /** Reads records as one request does. */
  read<V>(chain: Chain<V>, ids: readonly string[]): Promise<ReadonlyMap<string, Outcome<V>>> {
    const { connections } = this;
    const request = openRequest(connections.options.origins, { connections });
    return request.datasources.serving.resolveAll(chain, ids);
  }

  async close(): Promise<void> {
    await this.connections.stop();
    await this.server.close();
  }
}

/** Kinds of outcomes by key: `ok`, `miss` or the class of the failure. */
export const endsOf = (outcomes: ReadonlyMap<string, Outcome<unknown>>): string[] =>
  [...outcomes.values()].map((outcome) => (outcome.kind === 'fail' ? outcome.cls : outcome.kind));
