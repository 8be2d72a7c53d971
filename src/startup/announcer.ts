import { UPSTREAM_NAMES, type UpstreamName } from '../../datasources/upstreams.js';
import type { Config } from '../config.js';
import { createLogger } from '../observability/logger.js';
import type { Gateway } from './gateway.js';
import { lacksRulesOnDisk, NO_COPY_OF_RULES } from './rules-on-disk.js';
import { welcome } from './welcome.js';

/** Tells the operator what the process does. */
export interface Announcer {
  /** The gateway answers requests, so many milliseconds after the process began. */
  ready(gateway: Gateway, served: ServedBy, afterMs: number): void;
  /** Stopping has begun. */
  stopping(): void;
  /** The embedded services ended by themselves. */
  sandboxLost(): void;
}

/** Who serves each upstream service. */
export interface ServedBy {
  embedded: readonly UpstreamName[];
  remote: readonly UpstreamName[];
  absent: readonly UpstreamName[];
}

/** Sorts the upstream services by who serves them. */
export function servedBy({ upstreams }: Config): ServedBy {
  return {
    embedded: UPSTREAM_NAMES.filter((name) => upstreams[name] === undefined),
    remote: UPSTREAM_NAMES.filter((name) => typeof upstreams[name] === 'string'),
    absent: UPSTREAM_NAMES.filter((name) => upstreams[name] === null),
  };
}

const LOST = 'The embedded services ended unexpectedly; fallbacks serve until the gateway is started again.';

/** Words for people; in production one JSON object per line, for the log collector. */
export function createAnnouncer({ production, logLevel }: Config): Announcer {
  if (!production) {
    return {
      ready: (gateway, served, afterMs) => console.log(welcome(gateway, served, afterMs)),
      stopping: () => console.log('\nStopping: finishing requests in flight. Once more stops at once.'),
      sandboxLost: () => console.error(LOST),
    };
  }
  const log = createLogger(logLevel);
  return {
    ready: ({ url, config, rollout }, served, afterMs) => {
      log.info({ url, adminUrl: config.adminUrl, ...served, rollout, startMs: Math.round(afterMs) }, 'ready');
      if (lacksRulesOnDisk(config)) log.warn(NO_COPY_OF_RULES);
    },
    stopping: () => log.info('stopping'),
    sandboxLost: () => log.error(LOST),
  };
}
