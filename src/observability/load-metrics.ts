import { Counter, type Registry } from 'prom-client';
import type { LoadGate } from '../load/load-gate.js';
import type { LoopDelay } from '../load/loop-delay.js';
import type { Priority } from '../load/priority.js';
import { exposeGauge, single } from './read-at-scrape.js';

/** Registers what the load gate lets in; the function it returns counts a refusal. */
export function exposeLoad(
  registry: Registry,
  gate: LoadGate,
  loop: LoopDelay,
): (priority: Priority) => void {
  exposeGauge(
    registry,
    { name: 'vitrine_admission_limit', help: 'Requests that may be under way at a time.' },
    () => single(gate.room),
  );
  exposeGauge(registry, { name: 'vitrine_admission_inflight', help: 'Requests under way.' }, () =>
    single(gate.underWay),
  );
  exposeGauge(
    registry,
    { name: 'vitrine_loop_delay_p99_seconds', help: 'Event-loop delay that admission looks at.' },
    () => single(loop.p99() / 1_000),
  );
  const shed = new Counter({
    name: 'vitrine_requests_shed_total',
    help: 'Requests refused before their body was read, by class.',
    labelNames: ['priority'],
    registers: [registry],
  });
  return (priority) => shed.labels(priority).inc();
}
