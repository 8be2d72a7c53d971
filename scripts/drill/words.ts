import type { Origins } from './sighting.js';
import type { StepResult } from './step-result.js';
import type { DegradedField, Tally } from './tally.js';

/** Smaller shares are left out of short texts. */
const LEAST_SHARE = 0.05;
/** Requests are so far apart that less cannot be told from nothing. */
const AT_ONCE_MS = 200;

/** `97 %`; never 100 when one is missing, never 0 when there is one. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (share < 1 && rounded === 100) return '99 %';
  return share > 0 && rounded === 0 ? '1 %' : `${rounded} %`;
}

/** `3,412` */
export const grouped = (count: number): string => count.toLocaleString('en-US');

/** Shares of a whole, most first. */
type Shares = readonly (readonly [name: string, share: number])[];

function sharesOf(counts: readonly (readonly [string, number])[]): Shares {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return counts.map(([name, count]) => [name, count / total] as const).toSorted(([, a], [, b]) => b - a);
}

/** Where values came from. */
export const originShares = (origins: Origins): Shares => sharesOf(Object.entries(origins));

/** Tiers that served; a page without one was no page. */
export const tierShares = (tiers: Tally['tiers']): Shares =>
  sharesOf(tiers.map(([tier, pages]) => [tier === 'none' ? 'no page' : tier, pages] as const));

/** All that is worth a word: `legacy`, or `legacy 80 %, none 20 %`. */
export function describeShares(shares: Shares, nothing: string): string {
  const shown = shares.filter(([, share]) => share >= LEAST_SHARE);
  if (shown.length <= 1) return shown[0]?.[0] ?? nothing;
  return shown.map(([name, share]) => `${name} ${percent(share)}`).join(', ');
}

/** The greatest alone, for a narrow column: `legacy`, or `legacy 80 %`. */
export function describeGreatest([greatest]: Shares, nothing: string): string {
  if (!greatest) return nothing;
  const [name, share] = greatest;
  return share > 1 - LEAST_SHARE ? name : `${name} ${percent(share)}`;
}

/** `24 / 61`, in whole ms. */
export const describeTimes = ({ p50, p99 }: Pick<Tally, 'p50' | 'p99'>): string =>
  p50 === null || p99 === null ? '' : `${Math.round(p50)} / ${Math.round(p99)}`;

/** When answers were as usual again. */
export function describeRecovery({ form, backAfterMs }: Pick<StepResult, 'form' | 'backAfterMs'>): string {
  if (form === null) return '';
  if (backAfterMs === null) return 'not yet';
  return backAfterMs < AT_ONCE_MS ? 'at once' : `${(backAfterMs / 1000).toFixed(1)} s`;
}

/** Fields grouped by where they came from and by type: `legacy: Product.pricing/coupons, Video.author`. */
export function describeFields(fields: readonly DegradedField[]): string {
  const bySource = Map.groupBy(fields, ({ source }) => source);
  return [...bySource].map(([source, own]) => `${source}: ${describeCoordinates(own)}`).join('; ');
}

function describeCoordinates(fields: readonly DegradedField[]): string {
  const byType = Map.groupBy(
    fields.map(({ coordinate }) => coordinate.split('.', 2)),
    ([type]) => type,
  );
  return [...byType]
    .map(([type, names]) => `${type ?? ''}.${names.map(([, name]) => name).join('/')}`)
    .join(', ');
}
