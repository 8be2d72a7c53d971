import type { ReasonCode } from '../schema/reason-codes.js';
import { meetsMinVersion } from './app-version.js';
import type { MixViewer } from './mix.types.js';
import type { Targeting } from './slot.types.js';

/** The judgement on a targeting: it matches, or it does not, and a boundary check may have been the cause. */
export type TargetingVerdict = 'MATCH' | 'NO_MATCH' | Extract<ReasonCode, 'SC_AUDIENCE' | 'RQ_VERSION'>;

function sharesOne(wanted: readonly string[], held: readonly string[]): boolean {
  return wanted.some((value) => held.includes(value));
}

/**
 * Judges a creative's targeting for a viewer; all conditions must hold. SC_AUDIENCE: only the unknown crowds stand in the
 * way (unknown crowds meet neither `crowdsAny` nor `crowdsNone`). RQ_VERSION: only the client's version does.
 */
export function judgeTargeting(targeting: Targeting, viewer: MixViewer): TargetingVerdict {
  const { crowdsAny, crowdsNone, platforms, regions, buckets, minAppVersion } = targeting;
  if (platforms.length > 0 && !platforms.includes(viewer.platform)) return 'NO_MATCH';
  if (regions.length > 0 && (viewer.region === null || !regions.includes(viewer.region))) return 'NO_MATCH';
  if (buckets.length > 0 && !sharesOne(buckets, viewer.buckets)) return 'NO_MATCH';
  if (viewer.crowds !== null) {
    if (crowdsAny.length > 0 && !sharesOne(crowdsAny, viewer.crowds)) return 'NO_MATCH';
    if (sharesOne(crowdsNone, viewer.crowds)) return 'NO_MATCH';
  }
  if (minAppVersion !== null && !meetsMinVersion(viewer.appVersion, minAppVersion)) return 'RQ_VERSION';
  const hasCrowdCondition = crowdsAny.length > 0 || crowdsNone.length > 0;
  return viewer.crowds === null && hasCrowdCondition ? 'SC_AUDIENCE' : 'MATCH';
}
