import type { HotListReader } from '../../datasources/algorithm/hot-list.store.js';
import type { SlotPlan } from '../../datasources/slots/slot-plan.js';
import type { SlotsReader } from '../../datasources/slots/slots.store.js';
import { emergencyOf, type PolledFacts } from '../../src/shadow/spool/noted-polled.js';

/** What is polled, as it stood when a case was recorded. A scene that the request did not look at is none. */
export function playedPolled(facts: PolledFacts): { slots: SlotsReader; hotLists: HotListReader } {
  const scene = (sceneId: string) => facts.scenes[sceneId];
  const planOf = (sceneId: string, version: number | null): SlotPlan | null =>
    facts.plans.find((plan) => plan.sceneId === sceneId && plan.version === version) ?? null;
  const off = emergencyOf(facts);
  return {
    slots: {
      scene: (sceneId) => scene(sceneId)?.record ?? null,
      plan: (sceneId) => planOf(sceneId, scene(sceneId)?.current ?? null),
      planVersion: planOf,
      isStale: (sceneId) => scene(sceneId)?.isStale ?? true,
      emergency: () => off,
    },
    hotLists: { keys: (sceneId) => scene(sceneId)?.hot ?? [] },
  };
}
