import { document, type Handler } from '../../support/fake-upstreams.js';
import type { Wire } from '../../support/records.js';
import { slotPlanRecord } from '../../support/slot-records.js';

/** Serves these plans by scene, as they are when a poll comes; scenes without one have the default plan. */
export const servePlans =
  (plans: Readonly<Record<string, Wire>>): Handler =>
  (call) => {
    const sceneId = call.path.split('/')[2] ?? '';
    return document(slotPlanRecord(sceneId, plans[sceneId] ?? {}), call);
  };
