import { type CandidateQueues, queueCandidates } from './candidates.js';
import { compact } from './compaction.js';
import type { Key } from './content-key.js';
import { judgePage } from './judging.js';
import type { MixedItem, MixInput, MixNote, MixOutput } from './mix.types.js';
import { nextState } from './next-state.js';
import { PageDraft } from './page-draft.js';
import { claimPins } from './pins.js';
import { placeCandidates } from './placing.js';
import { ScatterJudge } from './scatter-judge.js';

function backfillNotes(items: readonly MixedItem[]): MixNote[] {
  const count = items.filter(({ source }) => source === 'BACKFILL_POOL' || source === 'BACKFILL_HOT').length;
  return count === 0 ? [] : [{ code: 'BACKFILLED', count }];
}

function leftOver({ policy }: MixInput, queues: CandidateQueues, draft: PageDraft): Key[] {
  const isFree = draft.isFree.bind(draft);
  const fresh = queues.fresh.rankedLeft(isFree);
  return policy.exposureRelax ? [...fresh, ...queues.relaxed.rankedLeft(isFree)] : fresh;
}

/**
 * Merges pins, the ranked list and backfill into one page. A pure function: no clock, no random numbers, no I/O, and the
 * input is not changed. Pins are allocated first, then the gaps are filled.
 */
export function mix(input: MixInput): MixOutput {
  const draft = new PageDraft(input);
  claimPins(input, draft);
  const queues = queueCandidates(input, draft);
  const judge = new ScatterJudge(input, draft);
  placeCandidates(input, draft, queues, judge);
  const page = compact(draft);
  return {
    status: judgePage(input, page.items.length),
    items: page.items,
    next: nextState(input, page),
    notes: [...draft.notes, ...backfillNotes(page.items)],
    unserved: leftOver(input, queues, draft),
    drops: draft.drops,
    ruleEvaluations: judge.evaluations,
  };
}
