import { Counter, Gauge, type Registry } from 'prom-client';
import type { LoadGate } from '../load/load-gate.js';
import type { LoopDelay } from '../load/loop-delay.js';
import type { Priority } from '../load/priority.js';

/** Registers what the load gate lets in; the function it returns counts a refusal. */
export function exposeLoad(
  registry: Registry,
  gate: LoadGate,
  loop: LoopDelay,
): (priority: Priority) => void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  gauge('vitrine_admission_limit', 'Requests that may be under way at a time.', () => gate.room);
  gauge('vitrine_admission_inflight', 'Requests under way.', () => gate.underWay);
  gauge(
    'vitrine_loop_delay_p99_seconds',
    'Event-loop delay that admission looks at.',
    () => loop.p99() / 1_000,
  );
  const shed = new Counter({
    name: 'vitrine_requests_shed_total',
    help: 'Requests refused before their body was read, by class.',
    labelNames: ['priority'],
    registers,
  });
  return (priority) => shed.labels(priority).inc();
}
