import { polled } from '../datasources/chain/list-declarations.js';
import { PUBLISHED_EVERY_MS } from '../datasources/slots/slots.store.js';

/** Operators' configuration: the last good one, however old. */
export const sceneInMemory = polled('Query.scene', {
  polled: 'SLOTS',
  everyMs: PUBLISHED_EVERY_MS,
  before: 'a scene without slots, under the default policy',
});
