import type { Popularity } from '../data/popularity.js';
import type { World } from '../data/world.js';
import type { Service } from '../server/route.js';
import { accountsService } from './accounts.service.js';
import { algorithmService } from './algorithm.service.js';
import { catalogService } from './catalog.service.js';
import { contentService } from './content.service.js';
import { engagementService } from './engagement.service.js';
import { exposureService } from './exposure.service.js';
import { inventoryService } from './inventory.service.js';
import { legacyService } from './legacy.service.js';
import { liveService } from './live.service.js';
import { pricingService } from './pricing.service.js';
import { slotsService } from './slots.service.js';
import type { PlanStore } from './slots/plan-store.js';
import { snapshotService } from './snapshot.service.js';

/** All twelve services over one world. */
export function createServices(world: World, popularity: Popularity, plans: PlanStore): Service[] {
  return [
    algorithmService(world, popularity),
    contentService(world),
    catalogService(world),
    pricingService(world),
    inventoryService(world),
    accountsService(world),
    liveService(world),
    slotsService(plans),
    exposureService(world),
    engagementService(world),
    legacyService(world, popularity),
    snapshotService(),
  ];
}
