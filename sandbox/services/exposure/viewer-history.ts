import { BoundedMap } from '../../data/bounded-map.js';
import type { Ms } from '../../data/ids.js';
import { DAY } from '../../data/world.js';

/** One thing a viewer saw. */
export interface ExposureEvent {
  /** Content key, for example `VIDEO:610000000007`. */
  readonly key: string;
  readonly creativeId: string | null;
  readonly pvid: string;
  readonly seenAt: Ms;
}

/** How often a viewer saw a creative in the last 1, 7 and 30 days. */
export interface CreativeCount {
  readonly d1: number;
  readonly d7: number;
  readonly d30: number;
}

const KEYS_KEPT = 1_000;
const CREATIVES_KEPT = 100;
const VIEWS_KEPT = 100;

/** What one viewer saw, in bounded memory. */
export class ViewerHistory {
  private readonly lastSeen = new BoundedMap<string, Ms>(KEYS_KEPT);
  private readonly counted = new BoundedMap<string, true>(KEYS_KEPT);
  private readonly creativeViews = new BoundedMap<string, readonly Ms[]>(CREATIVES_KEPT);

  /** Notes an event; the same key of the same page view counts once. */
  add({ key, creativeId, pvid, seenAt }: ExposureEvent): void {
    const view = `${pvid}|${key}`;
    if (this.counted.get(view)) return;
    this.counted.set(view, true);
    this.lastSeen.set(key, Math.max(seenAt, this.lastSeen.get(key) ?? 0));
    if (creativeId === null) return;
    const views = this.creativeViews.get(creativeId) ?? [];
    this.creativeViews.set(creativeId, [...views, seenAt].slice(-VIEWS_KEPT));
  }

  /** Contents seen since an instant, newest first. */
  contentsSince(since: Ms, limit: number): { key: string; lastSeenAt: Ms }[] {
    return [...this.lastSeen.pairs()]
      .filter(([, lastSeenAt]) => lastSeenAt >= since)
      .sort(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([key, lastSeenAt]) => ({ key, lastSeenAt }));
  }

  /** Views per creative. */
  creativeCounts(now: Ms): Record<string, CreativeCount> {
    const within = (views: readonly Ms[], days: number): number =>
      views.filter((at) => at > now - days * DAY).length;
    return Object.fromEntries(
      [...this.creativeViews.pairs()].map(([creativeId, views]) => [
        creativeId,
        { d1: within(views, 1), d7: within(views, 7), d30: within(views, 30) },
      ]),
    );
  }
}
