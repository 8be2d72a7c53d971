import type { CandidateQueue, Choice, Rating } from './candidate-queue.js';
import type { CandidateQueues } from './candidates.js';
import type { MixInput } from './mix.types.js';
import type { PageDraft } from './page-draft.js';
import type { ScatterJudge } from './scatter-judge.js';

function place(
  position: number,
  choice: Choice,
  source: Choice['candidate']['source'],
  draft: PageDraft,
): void {
  const { key, trace } = choice.candidate;
  draft.place(position, { key, source, slotId: null, creativeId: null, trace, hashes: choice.hashes });
}

/**
 * Fills the positions that no pin holds, in ascending order, each with the best of the next candidates; contents the viewer
 * has seen before come only when nothing unseen is left. Stops when the candidates run out.
 */
export function placeCandidates(
  input: MixInput,
  draft: PageDraft,
  queues: CandidateQueues,
  judge: ScatterJudge,
): void {
  const lookahead = Math.max(1, input.policy.lookahead);
  const rateAt = (position: number): Rating => ({
    best: judge.ruleCount,
    admits: (hashes) => draft.admits(hashes),
    score: (hashes) => judge.keptRules(position, hashes.dims),
  });
  for (let position = draft.range.start; position < draft.range.end; position++) {
    if (draft.at(position) !== undefined) continue;
    const rating = rateAt(position);
    const take = (queue: CandidateQueue): Choice | null => queue.take(lookahead, rating);
    const fresh = take(queues.fresh);
    const choice = fresh ?? (input.policy.exposureRelax ? take(queues.relaxed) : null);
    if (choice === null) return;
    // The list of a lower tier keeps its name on every item, seen or not: `source` tells analysts the tier.
    const isRelaxed = fresh === null;
    const namesTier = choice.candidate.isRanked && choice.candidate.source !== 'ALGORITHM';
    place(position, choice, isRelaxed && !namesTier ? 'EXPOSURE_RELAXED' : choice.candidate.source, draft);
    judge.occupy(position, choice.hashes.dims);
    if (choice.score < judge.ruleCount) {
      draft.notes.push({ code: 'SCATTER_RELAXED', position, kept: choice.score });
    }
    if (isRelaxed) draft.notes.push({ code: 'EXPOSURE_RELAXED', position });
  }
}
