import { type Key, keyProblem } from './content-key.js';
import { countDrop } from './drops.js';
import { fnv1a32 } from './fnv1a.js';
import type { ContentFacts, DropCounts, MixInput } from './mix.types.js';

/** Whether the content was served earlier in the session. */
export function isServed(key: Key, served: ReadonlySet<number>): boolean {
  return served.size > 0 && served.has(fnv1a32(key));
}

/** The facts of a content that may be shown now, else null. */
export function eligibleFacts(key: Key, facts: MixInput['facts']): ContentFacts | null {
  const known = facts.get(key);
  return known?.eligible === true ? known : null;
}

/**
 * The facts of a candidate of the ranked list, or null when no page may show it; each refusal is counted. Only the
 * algorithm was told what is served already: the lists of lower tiers hold served items by design.
 */
export function admitRanked(key: Key, input: MixInput, drops: DropCounts): ContentFacts | null {
  const problem = keyProblem(key);
  if (problem !== null) {
    countDrop(drops, problem);
    return null;
  }
  if (isServed(key, input.served)) {
    if ((input.listSource ?? 'ALGORITHM') === 'ALGORITHM') countDrop(drops, 'RC_REPEATED');
    return null;
  }
  const facts = eligibleFacts(key, input.facts);
  if (facts === null) countDrop(drops, input.facts.get(key)?.code ?? 'CT_MISSING');
  return facts;
}

/** The same for a backfill candidate. One that was served, or never loaded, is no fault of its source. */
export function admitBackfill(key: Key, input: MixInput, drops: DropCounts): ContentFacts | null {
  if (keyProblem(key) !== null || isServed(key, input.served)) return null;
  const facts = eligibleFacts(key, input.facts);
  const code = facts === null ? input.facts.get(key)?.code : undefined;
  if (code !== undefined) countDrop(drops, code);
  return facts;
}
