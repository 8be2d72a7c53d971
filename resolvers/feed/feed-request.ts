import { DEFAULT_PAGE_SIZE, type FeedArgs } from '../../schema/feed.args.js';
import { NetworkType, RefreshReason } from '../../schema/feed-context.input.js';
import { clampPageSize } from '../../mixing/page-range.js';
import { isPlanPinned } from '../../mixing/cursor-checks.js';
import { MAX_ENTRY } from '../../mixing/pins.js';
import { isRegion } from '../../datasources/parsing/region.js';
import type { ScenePolicy } from '../../datasources/slots/plan.schema.js';
import type { SceneRecord } from '../../datasources/slots/scenes.contract.js';
import type { SlotPlan } from '../../datasources/slots/slot-plan.js';
import { rawIdOf } from '../by-id.js';
import { clientFault } from '../client-fault.js';
import type { GatewayContext } from '../gateway-context.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { isRefresh, readSession, type Session } from './session.js';

/** A request for a page, after its boundary checks. */
export interface FeedRequest {
  readonly sceneId: string;
  /** Operators have switched the scene off: it is served from memory alone. */
  readonly killed: boolean;
  /** Null when no plan was ever read: no slots, default policy. */
  readonly plan: SlotPlan | null;
  readonly policy: ScenePolicy;
  /** 1..20 */
  readonly pageSize: number;
  readonly session: Session;
  /** Content keys that the client wants first on page one. */
  readonly entry: readonly string[];
  /** ISO 3166-2 as the client sent it. */
  readonly region: string | null;
  readonly network: NetworkType;
  readonly refresh: RefreshReason;
}

/**
 * Checks the arguments of `Query.feed` against the plans in memory. Hints that make no sense count as absent.
 * @throws GraphQLError BAD_USER_INPUT (unknown scene, overlong cursor), SCENE_DISABLED
 */
export function readFeedRequest(
  { sceneId, first, after, context }: FeedArgs,
  ctx: GatewayContext,
): FeedRequest {
  const { killed } = sceneOf(sceneId, ctx);
  const refresh = context?.refresh ?? RefreshReason.INITIAL;
  const session = readSession(after, isRefresh(context), sceneId, ctx);
  if (ctx.viewer.viewerId === null && ctx.viewer.deviceId === null) ctx.count('RQ_ANON');
  const plan = planOf(sceneId, session, ctx);
  return {
    sceneId,
    killed,
    plan,
    policy: plan?.policy ?? DEFAULT_POLICY,
    pageSize: pageSizeOf(first, ctx),
    session,
    entry: entryKeys(context?.entryContentIds ?? [], ctx),
    region: regionOf(context?.region, ctx),
    network: context?.network ?? NetworkType.UNKNOWN,
    refresh,
  };
}

/** A killed scene still is one (SC_KILLED). */
function sceneOf(sceneId: string, ctx: GatewayContext): SceneRecord {
  const { datasources, count } = ctx;
  const scene = datasources.slots.scene(sceneId);
  if (scene?.killed) count('SC_KILLED');
  if (scene?.enabled) return scene;
  count('RQ_SCENE');
  throw scene
    ? clientFault(ctx, 'SCENE_DISABLED')
    : clientFault(ctx, 'BAD_USER_INPUT', 'There is no scene with this sceneId.');
}

function pageSizeOf(first: number | null, { count }: GatewayContext): number {
  const pageSize = clampPageSize(first ?? DEFAULT_PAGE_SIZE);
  if (pageSize !== first) count('RQ_FIRST');
  return pageSize;
}

/** A session keeps the plan it began with for half an hour, then the current one is used. */
function planOf(
  sceneId: string,
  { cursor }: Session,
  { datasources, now, count }: GatewayContext,
): SlotPlan | null {
  const current = datasources.slots.plan(sceneId, now);
  if (current === null || datasources.slots.isStale(sceneId, now)) count('SC_STALE');
  if (cursor?.planVersion == null || cursor.planVersion === current?.version) return current;
  const pinned = isPlanPinned(cursor, now)
    ? datasources.slots.planVersion(sceneId, cursor.planVersion)
    : null;
  if (pinned === null) count('SC_REPIN');
  return pinned ?? current;
}

/** What is ineligible among them is told by mixing alone. */
function entryKeys(ids: readonly string[], { count }: GatewayContext): string[] {
  const keys: string[] = [];
  let ignored = 0;
  for (const id of ids) {
    const rawId = rawIdOf('Video', id);
    if (rawId !== null && keys.length < MAX_ENTRY) keys.push(`VIDEO:${rawId}`);
    else ignored += 1;
  }
  if (ignored > 0) count('RQ_ENTRY', ignored);
  return keys;
}

function regionOf(region: string | null | undefined, { count }: GatewayContext): string | null {
  if (region && isRegion(region)) return region;
  if (region) count('RQ_LOCALE');
  return null;
}
