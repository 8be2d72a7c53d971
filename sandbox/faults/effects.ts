import { answerEffects } from './answer.effects.js';
import { batchEffects } from './batch.effects.js';
import { bodyEffects } from './body.effects.js';
import { connectionEffects } from './connection.effects.js';
import { duplicateEffects } from './duplicates.effect.js';
import type { FaultEffect, FaultEffects } from './effect.js';
import type { FaultKind } from './fault.js';
import { fieldEffects } from './field.effects.js';
import { specialEffects } from './special.effects.js';
import { statusEffects } from './status.effects.js';
import { timeEffects } from './time.effects.js';

const EFFECTS: FaultEffects = {
  ...connectionEffects,
  ...timeEffects,
  ...statusEffects,
  ...bodyEffects,
  ...batchEffects,
  ...duplicateEffects,
  ...fieldEffects,
  ...answerEffects,
  ...specialEffects,
};

/** How a kind acts on single calls; undefined for the kinds of the whole service. */
export function effectOf(kind: FaultKind): FaultEffect | undefined {
  return EFFECTS[kind];
}
