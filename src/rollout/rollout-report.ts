import type { IncomingHttpHeaders } from 'node:http';
import type { Arms } from '../../rollout/decision/arms.js';
import { readSigned, type HeaderKey } from '../../rollout/decision/signed-header.js';

/** What `x-vitrine-debug` has to say. */
export const DEBUG_CLAIM = 'rollout';

/** What an answer says of its arms under `extensions.rollout`. */
export interface RolloutReport {
  readonly v: 1;
  /** Version of the rules; null while none were read. */
  readonly version: number | null;
  readonly arms: readonly {
    readonly rule: string;
    readonly side: string;
    readonly path: string;
    readonly reason: string;
  }[];
}

/** Whether a request may see its arms: `x-vitrine-debug: rollout`, signed like an override; in development as it is. */
export function mayReport(
  { 'x-vitrine-debug': value }: IncomingHttpHeaders,
  keys: readonly HeaderKey[],
  { now, isOpen }: { readonly now: number; readonly isOpen: boolean },
): boolean {
  if (typeof value !== 'string') return false;
  return (isOpen && value === DEBUG_CLAIM) || readSigned(value, keys, now) === DEBUG_CLAIM;
}

/** The arms of one request. */
export const rolloutReport = (arms: Arms): RolloutReport => ({
  v: 1,
  version: arms.ruling.version,
  arms: arms.all().map(({ rule: { id }, side, path, reason }) => ({ rule: id, side, path, reason })),
});
