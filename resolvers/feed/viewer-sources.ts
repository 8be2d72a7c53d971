import { UpstreamError } from '../../datasources/http/upstream-error.js';
import {
  NOTHING_KNOWN,
  NOTHING_SEEN,
  type ExposureDays,
  type Exposures,
} from '../../datasources/exposure/exposure.contract.js';
import type { ViewerProfile } from '../../datasources/engagement/engagement.contract.js';
import type { SlotPlan } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';

/** What is known of the viewer before anything is placed. */
export interface ViewerKnowledge {
  readonly exposures: Exposures;
  /** Null: unknown, which is not the same as belonging to no crowd. */
  readonly profile: ViewerProfile | null;
  /** A service that should have answered did not. */
  readonly degraded: boolean;
}

/** A weak dependency's answer: null when it failed, or when the deployment has no such service, which is no failure. */
async function weak<T>(answer: Promise<T>): Promise<{ readonly value: T | null; readonly failed: boolean }> {
  try {
    return { value: await answer, failed: false };
  } catch (error) {
    if (error instanceof UpstreamError) return { value: null, failed: error.cls !== 'NOT_CONFIGURED' };
    throw error;
  }
}

/** Asks what the viewer saw and who they are. Nobody is asked about somebody without any id. */
export async function askAboutViewer(
  days: ExposureDays,
  { viewer, datasources }: GatewayContext,
): Promise<ViewerKnowledge> {
  if (viewer.viewerId === null && viewer.deviceId === null)
    return { exposures: NOTHING_SEEN, profile: null, degraded: false };
  const [exposures, profile] = await Promise.all([
    weak(datasources.exposures(days)),
    weak(datasources.profile()),
  ]);
  return {
    exposures: exposures.value ?? (exposures.failed ? NOTHING_KNOWN : NOTHING_SEEN),
    profile: profile.value,
    degraded: exposures.failed || profile.failed,
  };
}

/** Creatives that the viewer has seen as often as their frequency cap allows. Without counts nothing is capped (SC_CAP). */
export function cappedCreatives(
  plan: SlotPlan | null,
  { exposures }: ViewerKnowledge,
  { count }: GatewayContext,
): ReadonlySet<string> {
  const capped = new Set<string>();
  for (const { id, frequencyCap } of plan?.creatives ?? []) {
    if (frequencyCap === null) continue;
    const times = exposures.timesSeen(id, frequencyCap.days);
    if (times === null) count('SC_CAP');
    else if (times >= frequencyCap.count) capped.add(id);
  }
  return capped;
}
