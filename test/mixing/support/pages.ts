import type { MixInput, MixOutput } from '../../../mixing/mix.types.js';

/** `creativeId@position` of every item that a slot placed. */
export function slotItems({ items }: MixOutput): string[] {
  return items
    .filter(({ slotId }) => slotId !== null)
    .map((item) => `${item.creativeId ?? ''}@${item.position}`);
}

/** The input of the next page of the session. */
export function followUp(input: MixInput, { next }: MixOutput): MixInput {
  return { ...input, ...next, query: { ...input.query, offset: next.offset } };
}
