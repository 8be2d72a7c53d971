import type { Registry } from 'prom-client';
import type { BreakerState } from '../../datasources/guard/breaker.js';
import type { Guarding } from '../../datasources/guard/guarding.js';
import type { GuardsState } from '../../datasources/guard/guards.js';
import { by, exposeGauge, single, type Series } from './read-at-scrape.js';

const STATES: Readonly<Record<BreakerState, number>> = { closed: 0, half_open: 1, open: 2 };

/** Registers what the guards of upstreams do at the moment the metrics are read. `now`: epoch ms. */
export function exposeGuards(registry: Registry, guards: Guarding, now: () => number): void {
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    seriesOf: (state: GuardsState) => readonly Series[],
  ): void =>
    exposeGauge(registry, { name, help, labelNames }, () => {
      const state = guards.state?.();
      return state ? seriesOf(state) : [];
    });
  gauge(
    'vitrine_breaker_state',
    'Breaker of a source: 0 closed, 1 half-open, 2 open.',
    ['source'],
    ({ sources }) => by(sources.map(({ source, breaker }) => [source, STATES[breaker]])),
  );
  gauge('vitrine_source_inflight', 'Calls of a source under way.', ['source'], ({ sources }) =>
    by(sources.map(({ source, inFlight }) => [source, inFlight])),
  );
  gauge(
    'vitrine_retry_tokens',
    'Retries that the callers of an upstream have earned, 0 to 10.',
    ['upstream'],
    ({ upstreams }) => by(upstreams.map(({ upstream, retryTokens }) => [upstream, retryTokens])),
  );
  gauge(
    'vitrine_fallback_inflight',
    'Calls of LEGACY in the place of a primary, under way.',
    [],
    ({ fallbackInFlight }) => single(fallbackInFlight),
  );
  gauge(
    'vitrine_fallback_last_success_timestamp_seconds',
    'When LEGACY last answered in the place of a primary; 0: not since the start.',
    [],
    ({ sinceFallbackMs }) => single(sinceFallbackMs === null ? 0 : (now() - sinceFallbackMs) / 1_000),
  );
}
