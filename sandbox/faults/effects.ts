import type { FaultEffect, FaultEffects } from './effect.js';
import type { FaultKind } from './fault.js';

const EFFECTS: FaultEffects = {};

/** How a kind acts on single calls; undefined for kinds of the whole service. */
export function effectOf(kind: FaultKind): FaultEffect | undefined {
  return EFFECTS[kind];
}
