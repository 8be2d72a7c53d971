import { Counter, type Registry } from 'prom-client';
import type { SlotsStore } from '../../datasources/slots/slots.store.js';

/** Registers what the copies of scenes, plans and the emergency list on disk failed at; read when the metrics are. */
export function exposeDiskCopies(
  registry: Registry,
  { copyFailures }: Pick<SlotsStore, 'copyFailures'>,
): void {
  new Counter({
    name: 'vitrine_disk_copy_failures_total',
    help: 'Copies of scenes, plans and the emergency list on disk that could not be made or used, by reason.',
    labelNames: ['reason'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [reason, times] of copyFailures) this.inc({ reason }, times);
    },
  });
}
