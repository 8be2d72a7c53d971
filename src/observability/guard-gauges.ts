import { Gauge, type Registry } from 'prom-client';
import type { BreakerState } from '../../datasources/guard/breaker.js';
import type { Guarding } from '../../datasources/guard/guarding.js';
import type { GuardsState } from '../../datasources/guard/guards.js';

const STATES: Readonly<Record<BreakerState, number>> = { closed: 0, half_open: 1, open: 2 };

/** Registers what the guards of upstreams do at the moment the metrics are read. `now`: epoch ms. */
export function exposeGuards(registry: Registry, guards: Guarding, now: () => number): void {
  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    collect: (gauge: Gauge, state: GuardsState) => void,
  ): void => {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      collect() {
        const state = guards.state?.();
        if (state) collect(this, state);
      },
    });
  };
  gauge(
    'vitrine_breaker_state',
    'Breaker of a source: 0 closed, 1 half-open, 2 open.',
    ['source'],
    (of, { sources }) => sources.forEach(({ source, breaker }) => of.set({ source }, STATES[breaker])),
  );
  gauge('vitrine_source_inflight', 'Calls of a source under way.', ['source'], (of, { sources }) =>
    sources.forEach(({ source, inFlight }) => of.set({ source }, inFlight)),
  );
  gauge(
    'vitrine_retry_tokens',
    'Retries that the callers of an upstream have earned, 0 to 10.',
    ['upstream'],
    (of, { upstreams }) =>
      upstreams.forEach(({ upstream, retryTokens }) => of.set({ upstream }, retryTokens)),
  );
  gauge(
    'vitrine_fallback_inflight',
    'Calls of LEGACY in the place of a primary, under way.',
    [],
    (of, { fallbackInFlight }) => of.set(fallbackInFlight),
  );
  gauge(
    'vitrine_fallback_last_success_timestamp_seconds',
    'When LEGACY last answered in the place of a primary; 0: not since the start.',
    [],
    (of, { sinceFallbackMs }) => of.set(sinceFallbackMs === null ? 0 : (now() - sinceFallbackMs) / 1_000),
  );
}
