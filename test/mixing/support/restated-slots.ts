import { fnv1a32 } from '../../../mixing/fnv1a.js';
import type { MixedItem, MixInput, MixViewer } from '../../../mixing/mix.types.js';
import type { Creative, Slot } from '../../../mixing/slot.types.js';

/** Whether slots or the client's own request put the item on the page. */
export function isPin({ source }: MixedItem): boolean {
  return source === 'ENTRY' || source === 'SLOT' || source === 'SLOT_FALLBACK';
}

/** First position after the page: sessions end at 300 items, pages hold 1 to 20. */
export function pageEnd({ query }: MixInput): number {
  return Math.min(300, query.offset + Math.min(20, Math.max(1, query.pageSize)));
}

/** All positions an exact slot asks for in a session, by the letter of its placement. */
export function sessionPositions({ id, placement }: Slot, sessionId: string): number[] {
  const positions: number[] = [];
  if (placement.kind === 'FIXED') positions.push(placement.position);
  if (placement.kind === 'INTERVAL') {
    for (let nth = 0; nth < placement.max; nth++) positions.push(placement.start + nth * placement.every);
  }
  if (placement.kind === 'RANDOM') {
    for (let k = 0; k < placement.count; k++) {
      let offset = fnv1a32(`${sessionId}:${id}:${k}`) % placement.span;
      while (positions.includes(placement.start + offset)) offset = (offset + 1) % placement.span;
      positions.push(placement.start + offset);
    }
  }
  return positions;
}

/** Positions of enabled exact slots on the page that were not delivered early. */
export function exactOccurrences(input: MixInput): { slot: Slot; position: number }[] {
  return input.slots.flatMap((slot) =>
    sessionPositions(slot, input.query.sessionId)
      .filter((position) => slot.enabled && !input.early.has(`${slot.id}@${position}`))
      .filter((position) => position >= input.query.offset && position < pageEnd(input))
      .map((position) => ({ slot, position })),
  );
}

/** Enabled TOP slots whose head reaches into the page. */
export function topSlots(input: MixInput): Slot[] {
  const reaches = input.query.offset < Math.min(10, pageEnd(input));
  return input.slots.filter(({ enabled, placement }) => enabled && placement.kind === 'TOP' && reaches);
}

/** Whether slot `a` is served before slot `b` when both want one position. */
export function isStronger(a: Slot, b: Slot): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const [aIsTop, bIsTop] = [a.placement.kind === 'TOP', b.placement.kind === 'TOP'];
  return aIsTop === bIsTop ? a.id < b.id : bIsTop;
}

function versionParts(version: string): number[] | null {
  return /^\d+(\.\d+)*$/.test(version) ? version.split('.').map(Number) : null;
}

function isAtLeast(version: string | null, minimum: string): boolean {
  const [have, need] = [versionParts(version ?? ''), versionParts(minimum)];
  if (have === null || need === null) return false;
  const at = Array.from({ length: 5 }, (_, i) => i).find((i) => (have[i] ?? 0) !== (need[i] ?? 0));
  return at === undefined || (have[at] ?? 0) > (need[at] ?? 0);
}

/** Whether a creative is meant for the viewer: all of its conditions hold. */
export function isMeantFor({ targeting }: Creative, viewer: MixViewer): boolean {
  const { crowdsAny, crowdsNone, platforms, regions, buckets, minAppVersion } = targeting;
  const { crowds } = viewer;
  const conditions = [
    crowdsAny.length === 0 || (crowds !== null && crowdsAny.some((crowd) => crowds.includes(crowd))),
    crowdsNone.length === 0 || (crowds !== null && !crowdsNone.some((crowd) => crowds.includes(crowd))),
    platforms.length === 0 || platforms.includes(viewer.platform),
    regions.length === 0 || regions.includes(viewer.region ?? ''),
    buckets.length === 0 || buckets.some((bucket) => viewer.buckets.includes(bucket)),
    minAppVersion === null || isAtLeast(viewer.appVersion, minAppVersion),
  ];
  return conditions.every(Boolean);
}
