import type { LookupFunction } from 'node:net';
import { buildConnector, errors } from 'undici';

/** undici's own connect timer ticks about once a second; it stays as a net below the exact one. */
const NET_MS = 2_000;

/**
 * A connector whose connect timeout is exact: `connectMs`, on a native timer, resolving the name included. HTTP/1.1 only.
 * `lookup` resolves names; default: the system.
 */
export function exactConnector(connectMs: number, lookup?: LookupFunction): buildConnector.connector {
  const connect = buildConnector({ timeout: NET_MS, allowH2: false, ...(lookup && { lookup }) });
  return (options, callback) => {
    let waiting = true;
    const giveUp = () => {
      if (!waiting) return;
      waiting = false;
      callback(new errors.ConnectTimeoutError(), null);
    };
    // A busy loop fires timers before it reads sockets: one turn of grace lets a finished connect be seen.
    const timer = setTimeout(() => setImmediate(giveUp), connectMs);
    connect(options, (...result) => {
      clearTimeout(timer);
      if (waiting) {
        waiting = false;
        callback(...result);
      } else result[1]?.destroy();
    });
  };
}
