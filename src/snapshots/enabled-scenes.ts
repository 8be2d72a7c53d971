import type { SlotsStore } from '../../datasources/slots/slots.store.js';

/** Scenes that have a feed now: known, enabled, and not switched to their snapshot. `now`: epoch ms. */
export const enabledScenes = (slots: SlotsStore, now: number): readonly string[] =>
  [...slots.planAges(now).keys()].filter((sceneId) => {
    const scene = slots.scene(sceneId);
    return scene?.enabled && !scene.killed;
  });
