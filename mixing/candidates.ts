import { type Candidate, CandidateQueue } from './candidate-queue.js';
import type { Key } from './content-key.js';
import { countDrop } from './drops.js';
import { admitBackfill, admitRanked } from './eligibility.js';
import type { MixInput } from './mix.types.js';
import type { PageDraft } from './page-draft.js';

/** Candidates by exposure: `fresh` in source order, `relaxed` (seen before) with the oldest exposure first. */
export interface CandidateQueues {
  fresh: CandidateQueue;
  relaxed: CandidateQueue;
}

function rankedCandidates(input: MixInput, draft: PageDraft, met: Set<Key>): Candidate[] {
  const candidates: Candidate[] = [];
  const source = input.listSource ?? 'ALGORITHM';
  for (const { key, trace } of input.algorithm) {
    if (met.has(key)) {
      countDrop(draft.drops, 'RC_DUPLICATE');
      continue;
    }
    met.add(key);
    const pin = draft.find(key);
    if (pin !== undefined) pin.trace = trace;
    const facts = pin === undefined ? admitRanked(key, input, draft.drops) : null;
    if (facts !== null)
      candidates.push({ key, source, isRanked: true, trace, facts, hashes: null, next: null });
  }
  return candidates;
}

function backfillCandidates(input: MixInput, draft: PageDraft, met: Set<Key>): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { source, keys } of input.backfill) {
    for (const key of keys) {
      if (met.has(key) || draft.find(key) !== undefined) continue;
      met.add(key);
      const facts = admitBackfill(key, input, draft.drops);
      if (facts !== null) {
        candidates.push({ key, source, isRanked: false, trace: null, facts, hashes: null, next: null });
      }
    }
  }
  return candidates;
}

/**
 * The candidates of all sources that this page may show, the ranked list before backfill. Pinned content leaves the list
 * but gives its trace to the pin.
 */
export function queueCandidates(input: MixInput, draft: PageDraft): CandidateQueues {
  const met = new Set<Key>();
  const candidates = [...rankedCandidates(input, draft, met), ...backfillCandidates(input, draft, met)];
  const { exposed } = input;
  const fresh = candidates.filter(({ key }) => !exposed.has(key));
  const seen = candidates.filter(({ key }) => exposed.has(key));
  seen.sort((a, b) => (exposed.get(a.key) ?? 0) - (exposed.get(b.key) ?? 0));
  return { fresh: new CandidateQueue(fresh), relaxed: new CandidateQueue(seen) };
}
