import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { OutcomeKind } from '../../../rollout/guardrails/primary-outcome.js';
import type { Side } from '../../../rollout/rules/rule.types.js';

const FALLBACK_KINDS: ReadonlySet<OutcomeKind> = new Set(['error', 'timeout', 'invalid']);

/** The metrics of one gateway, on loopback. */
export class Instance {
  private registry = new Registry();
  private metrics = families(this.registry);
  private readonly server = createServer(
    (_, response) => void this.registry.metrics().then((text) => response.end(text)),
  );
  url = '';

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/metrics`;
  }

  /** Rules of this version are in force here. */
  load(version: number): void {
    this.metrics.version.set(version);
  }

  /** Requests of one arm end. */
  serve(rule: string, side: Side, outcomes: Partial<Record<OutcomeKind, number>>, seconds = 0.04): void {
    for (const [kind, count] of Object.entries(outcomes) as [OutcomeKind, number][]) {
      this.metrics.outcomes.inc({ rule, side, outcome: kind }, count);
      this.metrics.calls.inc({ rule, side }, count * 5);
      if (kind === 'ok') this.metrics.items.inc({ rule, side }, count * 10);
      if (FALLBACK_KINDS.has(kind)) this.metrics.fallbacks.inc({ rule, side }, count);
      for (let i = 0; i < count; i += 1) this.metrics.latency.observe({ rule, side }, seconds);
    }
  }

  /** The process begins anew: its counters stand at zero. */
  restart(version: number): void {
    this.registry = new Registry();
    this.metrics = families(this.registry);
    this.load(version);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

let starts = 0;

function families(registry: Registry) {
  const registers = [registry];
  const labelNames = ['rule', 'side'] as const;
  const counter = (name: string) => new Counter({ name, help: 'x', labelNames, registers });
  new Gauge({ name: 'process_start_time_seconds', help: 'x', registers }).set((starts += 1));
  return {
    version: new Gauge({ name: 'vitrine_rollout_rules_version', help: 'x', registers }),
    outcomes: new Counter({
      name: 'vitrine_rollout_outcomes_total',
      help: 'x',
      labelNames: ['rule', 'side', 'outcome'],
      registers,
    }),
    fallbacks: counter('vitrine_rollout_fallbacks_total'),
    items: counter('vitrine_rollout_items_total'),
    calls: counter('vitrine_rollout_calls_total'),
    latency: new Histogram({
      name: 'vitrine_rollout_latency_seconds',
      help: 'x',
      labelNames,
      buckets: [0.05, 0.1, 0.2, 0.4],
      registers,
    }),
  };
}
