import { meetsMinVersion } from '../../mixing/app-version.js';
import type { Platform } from '../../mixing/slot.types.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { Client } from '../gateway-context.js';

interface Support {
  /** Platforms whose apps do not know the card at all. */
  readonly notOn: readonly Platform[];
  /** First app version that knows it, by platform; absent: all versions do. */
  readonly since: Readonly<Partial<Record<Platform, string>>>;
}

/** What each kind of card needs of an app. Clients that do not say what they are can show everything. */
const SUPPORT: ReadonlyMap<string, Support> = new Map([
  ['VIDEO', { notOn: [], since: {} }],
  // The Harmony app has no player for live rooms.
  ['LIVE', { notOn: ['HARMONY'], since: { IOS: '6.0.0', ANDROID: '6.0.0' } }],
  ['BANNER', { notOn: [], since: { IOS: '5.0.0', ANDROID: '5.0.0' } }],
]);

/** Why a client cannot show a kind of card; null when it can. A client without a version is taken to be current. */
export function unsupported(contentType: string, { platform, appVersion }: Client): ReasonCode | null {
  const support = SUPPORT.get(contentType);
  if (!support || support.notOn.includes(platform)) return 'RQ_CARD';
  const since = support.since[platform];
  return since !== undefined && appVersion !== null && !meetsMinVersion(appVersion, since)
    ? 'RQ_VERSION'
    : null;
}
