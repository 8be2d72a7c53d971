import { SCENES } from '../data/scenes.js';
import { conditional } from '../server/conditional.js';
import { LATENCY } from '../server/latency.js';
import type { Reply } from '../server/reply.js';
import { jsonReply } from '../server/reply.js';
import type { Service } from '../server/route.js';
import { notFound } from '../server/service-error.js';
import type { ServiceRequest } from '../server/service-request.js';
import type { SlotPlan } from './slots/plan.js';
import type { PlanStore } from './slots/plan-store.js';

const NO_CACHE = { 'cache-control': 'no-cache' };

function planOf(store: PlanStore, request: ServiceRequest): SlotPlan {
  const sceneId = request.params['sceneId'] ?? '';
  const version = request.query.get('version');
  const plan = version === null ? store.current(sceneId) : store.version(sceneId, Number(version));
  if (!plan) throw notFound('unknown scene or version');
  return plan;
}

function sceneList(store: PlanStore): Reply {
  const scenes = store.sceneIds().map((sceneId) => {
    const known = SCENES.find((scene) => scene.sceneId === sceneId);
    return { sceneId, name: known?.name ?? sceneId, enabled: known?.enabled ?? true, killed: false };
  });
  return jsonReply({ scenes }, 200, NO_CACHE);
}

/** SLOTS: scenes, their plans and the emergency list. */
export function slotsService(store: PlanStore): Service {
  const latency = LATENCY.catalog;
  return {
    name: 'SLOTS',
    reset: () => store.reset(),
    routes: [
      {
        method: 'GET',
        path: '/scenes',
        latency,
        handle: (request) => conditional(request, sceneList(store)),
      },
      {
        method: 'GET',
        path: '/slot-plans/{sceneId}',
        latency,
        handle: (request) => {
          const plan = planOf(store, request);
          return conditional(request, jsonReply(plan, 200, NO_CACHE), `"${plan.planVersion}"`);
        },
      },
      {
        method: 'GET',
        path: '/emergency-offline',
        latency,
        handle: (request) => {
          const list = store.emergency();
          return conditional(request, jsonReply(list, 200, NO_CACHE), `"${list.version}"`);
        },
      },
    ],
  };
}
