import type { Registry } from 'prom-client';
import type { SlotsStore } from '../../datasources/slots/slots.store.js';
import { by, exposeCounter, exposeGauge } from './read-at-scrape.js';

/** Registers how old what was polled from SLOTS is, and what its copies on disk failed at. `now`: epoch ms. */
export function exposeSlots(registry: Registry, slots: SlotsStore, now: () => number): void {
  exposeGauge(
    registry,
    {
      name: 'vitrine_slot_plan_age_seconds',
      help: 'Time since the slot plan of a scene was last confirmed by SLOTS.',
      labelNames: ['scene'],
    },
    () => by([...slots.planAges(now())].map(([scene, ms]) => [scene, ms / 1_000])),
  );
  exposeCounter(
    registry,
    {
      name: 'vitrine_disk_copy_failures_total',
      help: 'Copies of scenes, plans and the emergency list on disk that could not be made or used, by reason.',
      labelNames: ['reason'],
    },
    () => by(slots.copyFailures),
  );
}
