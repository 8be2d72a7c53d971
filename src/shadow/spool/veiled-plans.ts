import type { SlotPlan } from '../../../datasources/slots/slot-plan.js';
import type { Steps } from '../../../rollout/comparing/worklist.js';
import { mapTexts } from './map-texts.js';
import type { KeyedWords } from './keyed-words.js';

/** Plans as cases hold them. One plan is in many cases, and an answer may be waiting for them. */
export class VeiledPlans {
  private readonly veiled = new WeakMap<SlotPlan, SlotPlan>();

  constructor(private readonly words: KeyedWords) {}

  /** Crowds that a plan names are those that viewers are in: they get the same words, all of them, so that none stands out. */
  *of(plan: SlotPlan): Steps<SlotPlan> {
    const held = this.veiled.get(plan);
    if (held) return held;
    const copy = (yield* mapTexts(plan, (text, name) =>
      name.startsWith('crowds') ? this.words.of('word', text) : text,
    )) as SlotPlan; // the same shape with other texts
    this.veiled.set(plan, copy);
    return copy;
  }
}
