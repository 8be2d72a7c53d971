import type { IncomingHttpHeaders } from 'node:http';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Caller } from '../../rollout/decision/decide.js';
import { readSigned, type HeaderKey } from '../../rollout/decision/signed-header.js';
import { meetsMinVersion } from '../../mixing/app-version.js';
import type { Viewer } from '../../datasources/index.js';
import type { Client } from '../../resolvers/gateway-context.js';

/** What rollouts read of a request, beside who asks. */
export const ROLLOUT_HEADERS = ['x-vitrine-arm', 'x-vitrine-debug', 'x-viewer-crowds'] as const;

const CROWD = /^[a-z0-9_-]{1,64}$/;
const MOST_CROWDS = 32;
const MOST_OVERRIDES = 8;
const NO_OVERRIDES: ReadonlyMap<string, string> = new Map();

/** A request as far as it can be read off its head. */
export interface RequestHead {
  readonly headers: IncomingHttpHeaders;
  readonly viewer: Viewer;
  readonly client: Client;
  /** Whether it came through our own network. */
  readonly fromEdge: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Who asks, as rollouts see it. A signed header that is no good is ignored and counted (RQ_INPUT). */
export function callerOf(
  { headers, viewer, client, fromEdge, now }: RequestHead,
  keys: readonly HeaderKey[],
  count: (code: ReasonCode) => void,
): Caller {
  const { appVersion } = client;
  return {
    ...viewer,
    platform: client.platform.toLowerCase(),
    isAtLeast: (version) => meetsMinVersion(appVersion, version),
    crowds: fromEdge ? crowdsOf(headers['x-viewer-crowds']) : [],
    overrides: overridesOf(headers['x-vitrine-arm'], (value) => {
      const claim = readSigned(value, keys, now);
      if (claim === null) count('RQ_INPUT');
      return claim;
    }),
  };
}

function crowdsOf(value: string | string[] | undefined): readonly string[] {
  if (typeof value !== 'string') return [];
  const words = value.split(',').slice(0, MOST_CROWDS);
  return words.map((word) => word.trim()).filter((word) => CROWD.test(word));
}

/** `rule=path` by rule. */
function overridesOf(
  value: string | string[] | undefined,
  read: (value: string) => string | null,
): ReadonlyMap<string, string> {
  if (typeof value !== 'string') return NO_OVERRIDES;
  const claims = value.split(',').slice(0, MOST_OVERRIDES).map(read);
  return new Map(
    claims.flatMap((claim) => {
      const [rule, path] = claim?.split('=') ?? [];
      return rule && path ? [[rule, path]] : [];
    }),
  );
}
