import type { CursorPosition } from './cursor.types.js';
import type { MixInput, TailEntry } from './mix.types.js';

/** The part of a mixing input that a session carries from page to page. */
export interface ResumeState {
  offset: number;
  served: Set<number>;
  tail: TailEntry[];
  early: MixInput['early'];
}

const NO_DIMS: TailEntry['dims'] = { author: null, shop: null, category: null, contentType: null, spu: null };

/** What mixing starts from when a session goes on at a cursor. */
export function resumeState({ offset, served, dims, dedupeKeys, early }: CursorPosition): ResumeState {
  const length = Math.min(served.length, Math.max(dims.length, dedupeKeys.length));
  const tail = served.slice(served.length - length).map((key, index) => ({
    key,
    dedupeKey: dedupeKeys[index - length + dedupeKeys.length] ?? null,
    dims: dims[index - length + dims.length] ?? NO_DIMS,
  }));
  return { offset, served: new Set(served), tail, early: new Set(early) };
}
