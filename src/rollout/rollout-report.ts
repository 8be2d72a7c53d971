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
  /** Why there are none, as a sentence. */
  readonly note?: string;
  readonly arms: readonly {
    /** null while none were read. */
    readonly rule: string | null;
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

const UNSET = 'ROLLOUT_RULES is unset: every field follows its chain.';
const UNREAD = 'No rules could be read: everything that can be ruled is on control.';

/** The arms of one request. */
export function rolloutReport(arms: Arms): RolloutReport {
  const { version, rules } = arms.ruling;
  const all = arms.all();
  if (version === null) {
    const paths = all.map(({ side, path }) => ({ rule: null, side, path, reason: 'NO_RULES' }));
    return { v: 1, version, note: rules.length === 0 ? UNSET : UNREAD, arms: paths };
  }
  return {
    v: 1,
    version,
    arms: all.map(({ rule: { id }, side, path, reason }) => ({ rule: id, side, path, reason })),
  };
}
