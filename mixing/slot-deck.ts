import { hashContent } from './content-hash.js';
import { countDrop } from './drops.js';
import { eligibleFacts, isServed } from './eligibility.js';
import type { MixInput } from './mix.types.js';
import type { PageDraft, PlacedItem } from './page-draft.js';
import { isOnAir } from './schedule.js';
import type { Creative, Slot } from './slot.types.js';
import { judgeTargeting } from './targeting.js';

/** The strongest last, to be taken from the end: priority, then id by code unit. */
function strongestLast(a: Creative, b: Creative): number {
  return a.priority - b.priority || (a.id < b.id ? 1 : -1);
}

/**
 * The creatives one slot can deal on this page, each once. What does not change while the page is built is judged
 * once, when the first occurrence of the slot needs a creative.
 */
export class SlotDeck {
  readonly slot: Slot;
  readonly #input: MixInput;
  readonly #draft: PageDraft;
  #waiting: Creative[] | undefined;
  #fallback: Creative | null;
  #hadTurn = false;

  constructor(slot: Slot, input: MixInput, draft: PageDraft) {
    this.slot = slot;
    this.#input = input;
    this.#draft = draft;
    this.#fallback = slot.fallbackCreative;
  }

  /** True when the slot has nothing it could ever show. */
  get isEmpty(): boolean {
    return this.slot.creatives.length === 0 && this.slot.fallbackCreative === null;
  }

  /** For an exact occurrence: the strongest creative that may still be placed, else the fallback creative, else null. */
  deal(): PlacedItem | null {
    return this.#dealScheduled() ?? this.#dealFallback();
  }

  /**
   * For a TOP list: as `deal`, but the fallback creative only if the list had no turn. One that was shown on a former page
   * of the session had: else its fallback creative would appear below the head whenever pages are small.
   */
  dealTop(): PlacedItem | null {
    const item = this.#dealScheduled();
    if (item !== null) this.#hadTurn = true;
    return item === null && !this.#hadTurn ? this.#dealFallback() : item;
  }

  #dealScheduled(): PlacedItem | null {
    this.#waiting ??= this.#showableCreatives();
    // A creative passed over is gone for good: while a page is built, what blocks it only grows.
    for (let creative = this.#waiting.pop(); creative !== undefined; creative = this.#waiting.pop()) {
      const item = this.#toItem(creative, 'SLOT');
      if (item !== null) return item;
    }
    return null;
  }

  #dealFallback(): PlacedItem | null {
    const creative = this.#fallback;
    this.#fallback = null;
    return creative !== null && this.#isShowable(creative) ? this.#toItem(creative, 'SLOT_FALLBACK') : null;
  }

  #showableCreatives(): Creative[] {
    const matching = this.slot.creatives.filter(
      (creative) => isOnAir(creative, this.#input.query.now) && this.#isMeant(creative),
    );
    this.#hadTurn = matching.some(({ key }) => isServed(key, this.#input.served));
    const showable = matching.filter(
      (creative) => !this.#input.capped.has(creative.id) && this.#isShowable(creative),
    );
    return showable.sort(strongestLast);
  }

  #isMeant(creative: Creative): boolean {
    const verdict = judgeTargeting(creative.targeting, this.#input.query.viewer);
    if (verdict === 'SC_AUDIENCE' || verdict === 'RQ_VERSION') countDrop(this.#draft.drops, verdict);
    return verdict === 'MATCH';
  }

  #isShowable(creative: Creative): boolean {
    if (isServed(creative.key, this.#input.served)) return false;
    if (eligibleFacts(creative.key, this.#input.facts) === null) {
      countDrop(this.#draft.drops, 'SC_CONTENT');
      return false;
    }
    return !(this.slot.respectExposure && this.#input.exposed.has(creative.key));
  }

  #toItem(creative: Creative, source: 'SLOT' | 'SLOT_FALLBACK'): PlacedItem | null {
    const facts = eligibleFacts(creative.key, this.#input.facts);
    if (facts === null || this.#draft.find(creative.key) !== undefined) return null;
    const hashes = hashContent(creative.key, facts);
    if (!this.#draft.admits(hashes)) return null;
    const { key, id } = creative;
    return { key, source, slotId: this.slot.id, creativeId: id, trace: null, hashes };
  }
}
