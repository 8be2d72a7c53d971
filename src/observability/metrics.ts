import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '../../schema/error-codes.js';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { FieldResolution, Telemetry, UpstreamCall } from '../../datasources/telemetry.js';
import { boundedLabels } from './bounded-labels.js';

/** Buckets in seconds: dense where a request with a deadline of 800 ms ends. */
const REQUEST_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 2];
/** From the seconds of a price to the day of a snapshot. */
const AGE_BUCKETS = [2, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400];
const UPSTREAM_BUCKETS = [0.002, 0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.15, 0.3, 0.5, 1];

/** One answered request. */
export interface AnsweredRequest {
  /** Name of the operation when its document is registered, else `other`. */
  readonly operation: string;
  /** HTTP status. */
  readonly status: number;
  /** From arrival to the end of the answer, in milliseconds. */
  readonly ms: number;
}

/** The metrics of the process, in the format of Prometheus. */
export interface Metrics extends Telemetry {
  request(answered: AnsweredRequest): void;
  /** Counts one error sent to a client. */
  error(code: ErrorCode): void;
  /** Counts which engine ran an operation. */
  execution(engine: string): void;
  /** The registry, for metrics of other parts of the process. */
  readonly registry: Registry;
}

/** Creates the metrics in a registry of their own. Series appear on first use; their number is bounded. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'vitrine_requests_total',
    help: 'Answered HTTP requests.',
    labelNames: ['operation', 'status'],
    registers,
  });
  const requestSeconds = new Histogram({
    name: 'vitrine_request_duration_seconds',
    help: 'Time from arrival to the end of the answer.',
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const upstreamCalls = new Counter({
    name: 'vitrine_upstream_calls_total',
    help: 'Finished calls to upstreams, by outcome.',
    labelNames: ['upstream', 'operation', 'outcome'],
    registers,
  });
  const upstreamSeconds = new Histogram({
    name: 'vitrine_upstream_duration_seconds',
    help: 'Duration of calls to upstreams.',
    labelNames: ['upstream', 'operation'],
    buckets: UPSTREAM_BUCKETS,
    registers,
  });
  const boundary = new Counter({
    name: 'vitrine_boundary_total',
    help: 'Boundary checks that acted, by reason code.',
    labelNames: ['code'],
    registers,
  });
  const refusals = new Counter({
    name: 'vitrine_source_refusals_total',
    help: 'Calls that were not made: breaker open, or a cap reached.',
    labelNames: ['source', 'class'],
    registers,
  });
  const mixed = new Counter({
    name: 'vitrine_mixing_notes_total',
    help: 'What mixing did: slots released or displaced, rules relaxed, pages backfilled.',
    labelNames: ['note'],
    registers,
  });
  const fields = new Counter({
    name: 'vitrine_field_resolution_total',
    help: 'Fields resolved by a source chain, by source and outcome.',
    labelNames: ['coordinate', 'source', 'outcome', 'reason', 'arm'],
    registers,
  });
  const fieldAges = new Histogram({
    name: 'vitrine_field_age_seconds',
    help: 'Age of degraded values that were kept or published, by coordinate and source.',
    labelNames: ['coordinate', 'source'],
    buckets: AGE_BUCKETS,
    registers,
  });
  const errors = new Counter({
    name: 'vitrine_errors_total',
    help: 'Errors sent to clients, by code.',
    labelNames: ['code'],
    registers,
  });
  const executions = new Counter({
    name: 'vitrine_executions_total',
    help: 'Executed operations, by engine.',
    labelNames: ['engine'],
    registers,
  });

  const requestsOf = boundedLabels((...labels) => requests.labels(...labels));
  const callsOf = boundedLabels((...labels) => upstreamCalls.labels(...labels));
  const secondsOf = boundedLabels((...labels) => upstreamSeconds.labels(...labels));
  const boundaryOf = boundedLabels((...labels) => boundary.labels(...labels));
  const fieldsOf = boundedLabels((...labels) => fields.labels(...labels));
  const agesOf = boundedLabels((...labels) => fieldAges.labels(...labels));
  const refusalsOf = boundedLabels((...labels) => refusals.labels(...labels));
  const mixedOf = boundedLabels((...labels) => mixed.labels(...labels));
  const errorsOf = boundedLabels((...labels) => errors.labels(...labels));
  const executionsOf = boundedLabels((...labels) => executions.labels(...labels));

  return {
    registry,
    request({ operation, status, ms }: AnsweredRequest) {
      requestsOf(operation, String(status)).inc();
      requestSeconds.observe(ms / 1000);
    },
    upstreamCall({ upstream, operation, outcome, ms }: UpstreamCall) {
      callsOf(upstream, operation, outcome).inc();
      secondsOf(upstream, operation).observe(ms / 1000);
    },
    counted: (code: ReasonCode, times = 1) => boundaryOf(code).inc(times),
    refused: (source, cls) => refusalsOf(source, cls).inc(),
    mixed: (note, times) => mixedOf(note).inc(times),
    field({ coordinate, source, outcome, reason, arm, ageMs }: FieldResolution, times = 1) {
      fieldsOf(coordinate, source, outcome, reason, arm).inc(times);
      if (ageMs !== undefined) agesOf(coordinate, source).observe(ageMs / 1_000);
    },
    error: (code) => errorsOf(code).inc(),
    execution: (engine) => executionsOf(engine).inc(),
  };
}
