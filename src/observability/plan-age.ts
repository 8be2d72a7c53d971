import { Gauge, type Registry } from 'prom-client';
import type { SlotsStore } from '../../datasources/slots/slots.store.js';

/** Registers how old the slot plan of each scene is; read when the metrics are. `now`: epoch ms. */
export function exposePlanAge(registry: Registry, slots: SlotsStore, now: () => number): void {
  new Gauge({
    name: 'vitrine_slot_plan_age_seconds',
    help: 'Time since the slot plan of a scene was last confirmed by SLOTS.',
    labelNames: ['scene'],
    registers: [registry],
    collect() {
      this.reset(); // scenes come and go
      for (const [scene, age] of slots.planAges(now())) this.set({ scene }, age / 1_000);
    },
  });
}
