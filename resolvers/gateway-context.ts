import type { ReasonCode } from '../schema/reason-codes.js';
import type { CursorKey } from '../mixing/cursor.types.js';
import type { Platform } from '../mixing/slot.types.js';
import type { Arms } from '../rollout/decision/arms.js';
import type { Datasources, Viewer } from '../datasources/index.js';
import type { RequestLeads } from './arms/request-leads.js';

/** The app that asks. */
export interface Client {
  readonly platform: Platform;
  /** Dotted numbers; null when absent or anything else. */
  readonly appVersion: string | null;
}

/** Everything a resolver knows of the process and of the request. Built once per request in src/context.ts. */
export interface GatewayContext {
  /** Epoch ms, frozen when the request came in. */
  readonly now: number;
  /** W3C trace id, to quote in reports. */
  readonly traceId: string;
  readonly viewer: Viewer;
  readonly client: Client;
  readonly datasources: Datasources;
  /** Fields through their chains; short for `datasources.serving.serve`. */
  readonly serve: Datasources['serving']['serve'];
  /** Which side of each rollout the request is on; settled once, then frozen. */
  readonly arms: Arms;
  /** The same as chains know it. */
  readonly leads: RequestLeads;
  /** Things of the process that a feed needs. */
  readonly feed: FeedSettings;
  /** Whether the request is a load test or a shadow: it leaves no trace in logs of served items. */
  readonly shadow: boolean;
  /** Whether the caller is over its rate, and to be answered from memory. Known before resolvers run. */
  readonly limited: boolean;
  /** Counts a boundary check. */
  readonly count: (code: ReasonCode, times?: number) => void;
  /** Counts something that mixing did: a metric for operators, never degradation. */
  readonly noted: (note: string, times: number) => void;
  /** Runs after the response went out; a failure is counted (RS_SIDE) and nobody waits. */
  readonly defer: (task: () => Promise<void>) => void;
}

/** Process-wide settings of the feed. */
export interface FeedSettings {
  /** Signing keys of cursors; the first signs. */
  readonly cursorKeys: readonly CursorKey[];
  /** Address of a video's page: this, then the raw video id. */
  readonly videoPageUrl: string;
  /** A new session id: 22 characters. */
  readonly newSessionId: () => string;
  /** A new page view id, for pages whose source has none. */
  readonly newPvid: () => string;
}
