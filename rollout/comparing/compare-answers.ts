import type { Compared } from './compare.js';
import { diffSteps, type DiffSettings } from './diff.js';
import { Findings, type Difference } from './difference.js';
import type { Observed } from './observation.js';
import type { Steps } from './worklist.js';

/** What stands for all operations: their data is compared from there on. */
export const ANSWER_ROOT = 'Query';

/** What one side gave to a whole operation. */
export interface ObservedAnswer {
  /** Under the names of the schema. */
  readonly data: Observed;
  /** Codes of the errors beside it, by the path of what failed: `Query.video.author`. */
  readonly failed: ReadonlyMap<string, string>;
}

/**
 * Compares two whole answers, in steps. What failed on one side alone is an error against data, and not the null that is left of
 * it. Data have to be comparable: see bounds.ts.
 */
export function* compareAnswers(
  served: ObservedAnswer,
  candidate: ObservedAnswer,
  settings: DiffSettings,
): Steps<Compared> {
  if (isHuge(served)) return { kind: 'outside', reason: 'too-large' };
  const failures = failuresOf(served, candidate, settings);
  const found = yield* diffSteps(ANSWER_ROOT, served.data, candidate.data, settings);
  const others = found.filter(
    (one) => !(one.class === 'nullness' && failures.some(({ at }) => isAtOrBehind(at, one.at))),
  );
  if (isHuge(candidate)) return { kind: 'unreadable', served: false, candidate: true, differences: others };
  return { kind: 'compared', differences: [...failures, ...others], isLate: false, pages: null };
}

const isHuge = ({ data }: ObservedAnswer): boolean => data.kind === 'failed' && data.cls === 'TOO_LARGE';

/** An error takes with it whatever may not be null above it. */
const isAtOrBehind = (at: string, other: string): boolean =>
  at === other || (at.startsWith(other) && /^\W/.test(at.slice(other.length)));

function failuresOf(
  { failed }: ObservedAnswer,
  { failed: others }: ObservedAnswer,
  { redactor }: DiffSettings,
): readonly Difference[] {
  const found = new Findings(redactor);
  for (const [at, code] of failed) if (!others.has(at)) found.addShown('error-vs-data', at, code, 'no error');
  for (const [at, code] of others) if (!failed.has(at)) found.addShown('error-vs-data', at, 'no error', code);
  return found.all;
}
