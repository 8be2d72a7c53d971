import { UpstreamError } from '../../datasources/http/upstream-error.js';
import {
  NOTHING_KNOWN,
  NOTHING_SEEN,
  type ExposureDays,
  type Exposures,
} from '../../datasources/exposure/exposure.contract.js';
import type { ViewerProfile } from '../../datasources/engagement/engagement.contract.js';
import { reasonOf, type DegradedReason } from '../../datasources/chain/reason.js';
import type { SlotPlan } from '../../datasources/slots/slot-plan.js';
import type { GatewayContext } from '../gateway-context.js';

/** What is known of the viewer before anything is placed. */
export interface ViewerKnowledge {
  readonly exposures: Exposures;
  /** Null: unknown, which is not the same as belonging to no crowd. */
  readonly profile: ViewerProfile | null;
  /** Why a service that should have answered did not; null: all did. */
  readonly lacks: DegradedReason | null;
}

/** A weak dependency's answer: null when it failed, or when the deployment has no such service, which is no failure. */
interface WeakAnswer<T> {
  readonly value: T | null;
  readonly failure: DegradedReason | null;
}

async function weak<T>(answer: Promise<T>): Promise<WeakAnswer<T>> {
  try {
    return { value: await answer, failure: null };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { value: null, failure: error.cls === 'NOT_CONFIGURED' ? null : reasonOf(error.cls) };
  }
}

const isNobody = ({ viewer: { viewerId, deviceId } }: GatewayContext): boolean =>
  viewerId === null && deviceId === null;

/** Asks what the viewer saw and who they are. Nobody is asked about somebody without any id. */
export async function askAboutViewer(days: ExposureDays, ctx: GatewayContext): Promise<ViewerKnowledge> {
  if (isNobody(ctx)) return { exposures: NOTHING_SEEN, profile: null, lacks: null };
  const end = ctx.datasources.deadline.tier('PRIMARY');
  const [exposures, profile] = await Promise.all([
    weak(ctx.datasources.exposures(days, end)),
    weak(ctx.datasources.profile(end)),
  ]);
  return {
    exposures: exposures.value ?? (exposures.failure === null ? NOTHING_SEEN : NOTHING_KNOWN),
    profile: profile.value,
    lacks: exposures.failure ?? profile.failure,
  };
}

/** What the viewer saw, for a list that only puts it last: who is over their rate is not looked up for that. */
export async function askWhatWasSeen(days: ExposureDays, ctx: GatewayContext): Promise<Exposures> {
  if (isNobody(ctx) || ctx.limited) return NOTHING_SEEN;
  const { value } = await weak(ctx.datasources.exposures(days));
  return value ?? NOTHING_SEEN;
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
