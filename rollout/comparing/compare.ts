import { isComparable } from './bounds.js';
import { diff, type DiffSettings } from './diff.js';
import { Findings, type Difference } from './difference.js';
import { UNREADABLE } from './failure-classes.js';
import type { Comparison, Incomparable, Observed } from './observation.js';
import { diffRanked } from './ranked-diff.js';
import { readRankedPage, type RankedPage } from './ranked-page.js';

/** What comparing the places of one rule needs. */
export interface CompareSettings extends DiffSettings {
  readonly ranked: 'same' | 'different';
  /** How many times as slow, and by how many ms slower, the candidate may be. */
  readonly latencyRatio: number;
  readonly latencyFloorMs: number;
}

/** What came out of one place. */
export type Compared =
  /** Outside the statistics, counted by reason. */
  | { readonly kind: 'outside'; readonly reason: string }
  /** One side, or both, gave no answer that can be read. */
  | {
      readonly kind: 'unreadable';
      readonly served: boolean;
      readonly candidate: boolean;
      readonly differences: readonly Difference[];
    }
  | {
      readonly kind: 'compared';
      readonly differences: readonly Difference[];
      readonly isLate: boolean;
      /** Both pages, where it is a ranked list. */
      readonly pages: readonly [served: RankedPage, candidate: RankedPage] | null;
    };

/** Compares what both sides said at one place. */
export function compare(comparison: Comparison, settings: CompareSettings): Compared {
  const { coordinate, served, candidate } = comparison;
  if (isOutside(candidate)) return { kind: 'outside', reason: candidate.kind };
  if (isCancelled(served) || isCancelled(candidate)) return { kind: 'outside', reason: 'cancelled' };
  if (isHuge(served)) return { kind: 'outside', reason: 'too-large' };
  const answer: Observed = isHuge(candidate) ? { kind: 'failed', cls: 'TOO_LARGE' } : candidate;
  const [controlFailed, candidateFailed] = [isUnreadable(served), isUnreadable(answer)];
  if (controlFailed || candidateFailed) {
    const differences = candidateFailed ? diff(coordinate, served, answer, settings) : [];
    return { kind: 'unreadable', served: controlFailed, candidate: candidateFailed, differences };
  }
  const isLate = isTooLate(comparison, settings);
  const pages = comparison.ranked ? pagesOf(served, answer) : null;
  const differences = pages
    ? diffPages(coordinate, pages, settings)
    : diff(coordinate, served, answer, settings);
  return { kind: 'compared', differences, isLate, pages };
}

const isOutside = (side: Comparison['candidate']): side is { readonly kind: Incomparable } =>
  side.kind !== 'value' && side.kind !== 'failed';
const isUnreadable = (side: Observed): boolean => side.kind === 'failed' && UNREADABLE.has(side.cls);
const isCancelled = (side: Observed): boolean => side.kind === 'failed' && side.cls === 'CANCELLED';
const isHuge = (side: Observed): boolean => side.kind === 'value' && !isComparable(side.value);

const isTooLate = (
  { servedMs, candidateMs }: Comparison,
  { latencyRatio, latencyFloorMs }: CompareSettings,
): boolean => candidateMs > servedMs * latencyRatio && candidateMs - servedMs > latencyFloorMs;

/** Null when one of them is no page: then they are compared as any value, and differ in type. */
function pagesOf(served: Observed, candidate: Observed): readonly [RankedPage, RankedPage] | null {
  if (served.kind !== 'value' || candidate.kind !== 'value') return null;
  const [a, b] = [readRankedPage(served.value), readRankedPage(candidate.value)];
  return a && b ? [a, b] : null;
}

function diffPages(
  coordinate: string,
  [served, candidate]: readonly [RankedPage, RankedPage],
  { guide, redactor, ranked }: CompareSettings,
): readonly Difference[] {
  const found = new Findings(redactor);
  diffRanked(guide.root(coordinate), served, candidate, ranked, found);
  return found.all;
}
