import { createHash } from 'node:crypto';
import type { ReasonCode } from '../../schema/reason-codes.js';
import { unsizedImage } from '../parsing/image.js';
import type { MediaPolicy } from '../parsing/media-url.js';
import { intOrNull } from '../parsing/count.js';
import { isId } from '../parsing/record-reader.js';
import { cleanText } from '../parsing/text.js';
import { canonicalJson } from './canonical-json.js';
import { planSchema, type CreativeRecord, type PlanRecord, type SlotRecord } from './plan.schema.js';
import { creativesOf, type PlannedCreative, type PlannedSlot, type SlotPlan } from './slot-plan.js';

/** Last position that a slot may use: sessions end there. */
const LAST_POSITION = 299;
const MOST_CREATIVES = 20;
const MOST_TOP_CREATIVES = 10;
const LAST_PRIORITY = 999;
const EARLIEST = Date.UTC(2019, 0, 1);
const LATEST = Date.UTC(2101, 0, 1);

/** What judging a plan needs besides the plan. */
export interface PlanContext {
  readonly media: MediaPolicy;
  readonly report: (code: ReasonCode) => void;
}

/**
 * Reads a plan. Envelope, types and digest reject the version; bounds, schedules, ids and addresses are judged slot by slot and
 * creative by creative, each drop counted.
 * @throws Error when the version is rejected: whoever keeps the former one counts it (SC_INVALID)
 */
export function parsePlan(json: unknown, context: PlanContext): SlotPlan {
  const parsed = planSchema.safeParse(json);
  if (!parsed.success || digestOf(json as object) !== parsed.data.digest)
    throw new Error('slot plan rejected: shape or digest');
  return toPlan(parsed.data, context);
}

/** SHA-256 over the plan as published, without its digest. Unknown properties belong to it. */
function digestOf(plan: object): string {
  const body = Object.fromEntries(Object.entries(plan).filter(([key]) => key !== 'digest'));
  return `sha256:${createHash('sha256').update(canonicalJson(body)).digest('hex')}`;
}

function toPlan(record: PlanRecord, context: PlanContext): SlotPlan {
  const slots = record.slots.filter((slot) => inRange(slot, context)).map((slot) => toSlot(slot, context));
  const { fallbackTitle } = record.policy;
  return Object.freeze({
    sceneId: record.sceneId,
    version: record.planVersion,
    effectiveAt: record.effectiveAt,
    policy: { ...record.policy, fallbackTitle: fallbackTitle === null ? null : cleanText(fallbackTitle) },
    slots,
    pool: record.pools.flatMap(({ contents }) => poolKeys(contents, context)),
    creatives: slots.flatMap(creativesOf),
  });
}

function poolKeys(
  contents: PlanRecord['pools'][number]['contents'],
  { report }: PlanContext,
): readonly string[] {
  return contents.flatMap(({ contentId }) => {
    if (isId(contentId)) return `VIDEO:${contentId}`;
    report('SC_CONTENT');
    return [];
  });
}

function inRange({ placement, priority, creatives }: SlotRecord, { report }: PlanContext): boolean {
  const most = placement.kind === 'TOP' ? MOST_TOP_CREATIVES : MOST_CREATIVES;
  const sensible = priority >= 0 && priority <= LAST_PRIORITY && creatives.length <= most;
  if (sensible && placementInRange(placement)) return true;
  report('SC_RANGE');
  return false;
}

function placementInRange(placement: SlotRecord['placement']): boolean {
  switch (placement.kind) {
    case 'FIXED':
      return placement.position >= 0 && placement.position <= LAST_POSITION;
    case 'TOP':
      return true;
    case 'INTERVAL': {
      const { start, every, max } = placement;
      const isNear = every >= 1 && every <= LAST_POSITION && max >= 1;
      return start >= 0 && isNear && start + every * (max - 1) <= LAST_POSITION;
    }
    case 'RANDOM': {
      const { start, span, count } = placement;
      return start >= 0 && span >= 1 && count >= 1 && count <= span && start + span - 1 <= LAST_POSITION;
    }
  }
}

function toSlot(record: SlotRecord, context: PlanContext): PlannedSlot {
  const { slotId, name, enabled, killed, priority, respectExposure, placement, creatives, fallbackCreative } =
    record;
  return {
    id: slotId,
    name,
    enabled: enabled && !killed,
    killed: enabled && killed,
    priority,
    respectExposure,
    placement,
    creatives: creatives
      .filter((creative) => scheduleMakesSense(creative, context))
      .flatMap((creative) => toCreative(creative, context) ?? []),
    fallbackCreative: fallbackCreative && toCreative(fallbackCreative, context),
  };
}

/** Refuses inverted windows and seconds where milliseconds belong (they fall into 1970). */
function scheduleMakesSense({ startAt, endAt }: CreativeRecord, { report }: PlanContext): boolean {
  const sensible =
    Number.isSafeInteger(startAt) &&
    Number.isSafeInteger(endAt) &&
    startAt < endAt &&
    startAt >= EARLIEST &&
    endAt < LATEST;
  if (!sensible) report('SC_SCHEDULE');
  return sensible;
}

/** Null for a creative that names nothing to show: no id of a content, or a banner without image or link. */
function toCreative(record: CreativeRecord, { media, report }: PlanContext): PlannedCreative | null {
  const { creativeId, contentType, contentId, priority, startAt, endAt, targeting, frequencyCap } = record;
  const banner = contentType === 'BANNER' ? toBanner(record, media, report) : null;
  if (contentType === 'BANNER' ? banner === null : !isId(contentId)) {
    report('SC_CONTENT');
    return null;
  }
  return {
    id: creativeId,
    key: `${contentType}:${contentType === 'BANNER' ? creativeId : contentId}`,
    priority,
    startAt,
    endAt,
    targeting,
    frequencyCap,
    titleOverride: record.titleOverride === null ? null : cleanText(record.titleOverride),
    coverOverride: unsizedImage(media.media(record.coverOverrideUrl, report)),
    badge: record.badge === null ? null : cleanText(record.badge),
    banner,
  };
}

function toBanner({ banner }: CreativeRecord, media: MediaPolicy, report: (code: ReasonCode) => void) {
  if (banner === null) return null;
  const url = media.media(banner.imageUrl, report);
  const targetUrl = media.link(banner.targetUrl, report);
  if (url === null || targetUrl === null) return null;
  const width = intOrNull(banner.width) || null;
  const height = intOrNull(banner.height) || null;
  return {
    image: { url, width, height },
    targetUrl,
    title: banner.title === null ? null : cleanText(banner.title),
  };
}
