import { fingerprintOf, hashContent } from './content-hash.js';
import type { Key } from './content-key.js';
import type { ContentFacts, ItemSource, TailEntry } from './mix.types.js';

/** A content that may be shown but is not pinned. */
export interface Candidate {
  readonly key: Key;
  readonly source: ItemSource;
  /** True when it comes from the ranked list, false when from backfill. */
  readonly isRanked: boolean;
  readonly trace: string | null;
  readonly facts: ContentFacts;
  /** Null until the candidate is first looked at: most never are. */
  hashes: TailEntry | null;
  /** The candidate behind it in its queue. */
  next: Candidate | null;
}

/** How the page judges a candidate for one position. */
export interface Rating {
  /** Best possible score: the first candidate that reaches it is taken. */
  best: number;
  /** False once the page holds a re-upload of the same source: the candidate leaves the queue. */
  admits: (hashes: TailEntry) => boolean;
  score: (hashes: TailEntry) => number;
}

/** The candidate chosen for a position and its score. */
export interface Choice {
  candidate: Candidate;
  hashes: TailEntry;
  score: number;
}

function hashesOf(candidate: Candidate): TailEntry {
  candidate.hashes ??= hashContent(candidate.key, candidate.facts);
  return candidate.hashes;
}

/** Candidates waiting for a position, best first; taking one from the middle copies nothing. */
export class CandidateQueue {
  #head: Candidate | null = null;

  constructor(candidates: readonly Candidate[]) {
    let last: Candidate | null = null;
    for (const candidate of candidates) {
      if (last === null) this.#head = candidate;
      else last.next = candidate;
      last = candidate;
    }
  }

  /** Takes the earliest of the best-scored among the first `lookahead` candidates that may be placed; null when none may. */
  take(lookahead: number, rating: Rating): Choice | null {
    let choice: Choice | null = null;
    let beforeChoice: Candidate | null = null;
    let previous: Candidate | null = null;
    let looked = 0;
    for (let candidate = this.#head; candidate !== null && looked < lookahead; candidate = candidate.next) {
      const hashes = hashesOf(candidate);
      if (!rating.admits(hashes)) {
        this.#unlink(previous, candidate);
        continue;
      }
      looked++;
      const score = rating.score(hashes);
      if (choice === null || score > choice.score) {
        choice = { candidate, hashes, score };
        beforeChoice = previous;
        if (score === rating.best) break;
      }
      previous = candidate;
    }
    if (choice !== null) this.#unlink(beforeChoice, choice.candidate);
    return choice;
  }

  /** Keys of the ranked candidates that are left and could still be placed, best first. */
  rankedLeft(isFree: (fingerprint: number | null) => boolean): Key[] {
    const keys: Key[] = [];
    for (let candidate = this.#head; candidate !== null; candidate = candidate.next) {
      if (candidate.isRanked && isFree(fingerprintOf(candidate.facts))) keys.push(candidate.key);
    }
    return keys;
  }

  #unlink(previous: Candidate | null, candidate: Candidate): void {
    if (previous === null) this.#head = candidate.next;
    else previous.next = candidate.next;
  }
}
