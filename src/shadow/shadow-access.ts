import { openGuards, type Connections, type SourceAccess } from '../../datasources/connections.js';
import { Transport } from '../../datasources/http/transport.js';
import { SILENT } from './silent-metrics.js';

/** Sockets per upstream that all shadow legs share. */
const CONNECTIONS = 4;

/** The data sources of shadow legs: what was polled is read with everybody, nothing is kept, and sockets and breakers are their own. */
export interface ShadowAccess {
  readonly access: SourceAccess;
  close(): Promise<void>;
}

/** Opens them beside the connections of a process. */
export function openShadowAccess({ options, ...shared }: Connections): ShadowAccess {
  const { media, slots, hotLists, snapshots } = shared;
  const quiet = { ...options, telemetry: SILENT };
  const transport = new Transport({ ...quiet, connections: CONNECTIONS });
  return {
    access: {
      transport,
      media,
      slots,
      hotLists,
      snapshots,
      guards: openGuards(quiet),
      stores: { kept: null, servesFresh: false, snapshots },
      shared: null,
      telemetry: SILENT,
    },
    close: () => transport.close(),
  };
}
