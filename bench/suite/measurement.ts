import { percentile } from '../statistics/percentile.js';
import type { Vitals } from '../measure/prometheus.js';
import type { Figure } from './scenario.js';

/** What was measured of one server in one go. */
export interface Measurement {
  /** CPU of the server, user and system, in ms. */
  readonly cpuMs: number;
  /** Right answers. */
  readonly answers: number;
  readonly seconds: number;
  /** Calls that reached the stand-in. */
  readonly calls: number;
  /** Bytes of all right answers. */
  readonly bytes: number;
  /** Resident memory at the end. */
  readonly rssBytes: number;
  /** From the intended start, in ms. */
  readonly latencies: readonly number[];
  /** Collector and loop while it was measured; null: not told. */
  readonly vitals: Vitals | null;
  /** What the proof counted; null: nothing to prove. */
  readonly proven: number | null;
  readonly disturbed: readonly string[];
}

const CPU: Figure = { key: 'cpuMs', title: 'CPU ms per answer', digits: 3 };
const CALLS: Figure = { key: 'calls', title: 'Upstream calls per answer', digits: 2 };
const BYTES: Figure = { key: 'bytes', title: 'Bytes per answer', digits: 0 };
const RATE: Figure = { key: 'perSecond', title: 'Answers per second', digits: 0 };
const RSS: Figure = { key: 'rssMb', title: 'RSS, MB', digits: 0 };

/** Figures of a comparison under load that counts CPU. */
export const CPU_FIGURES: readonly Figure[] = [
  CPU,
  CALLS,
  BYTES,
  RATE,
  RSS,
  { key: 'gcPercent', title: 'Collector, % of CPU', digits: 1 },
  { key: 'loopP99Ms', title: 'Loop delay p99, ms', digits: 1 },
];

/** Figures of a comparison at a fixed rate that looks at latency. */
export const LATENCY_FIGURES: readonly Figure[] = [
  { key: 'p50Ms', title: 'p50, ms', digits: 1 },
  { key: 'p90Ms', title: 'p90, ms', digits: 1 },
  { key: 'p99Ms', title: 'p99, ms', digits: 1 },
  { key: 'p999Ms', title: 'p99.9, ms', digits: 1 },
  RATE,
  CPU,
  CALLS,
  BYTES,
];

/** The figures of the measurements of one server in one round. */
export function figuresOf(parts: readonly Measurement[]): Record<string, number> {
  const sum = (pick: (part: Measurement) => number) => parts.reduce((total, part) => total + pick(part), 0);
  const answers = sum((part) => part.answers);
  const cpuMs = sum((part) => part.cpuMs);
  const latencies = parts.flatMap((part) => part.latencies).sort((a, b) => a - b);
  const at = (share: number) => percentile(latencies, share) ?? NaN;
  const tellsVitals = parts.every(({ vitals }) => vitals !== null);
  const isProven = parts.every(({ proven }) => proven !== null);
  return {
    cpuMs: cpuMs / answers,
    answers,
    calls: sum((part) => part.calls) / answers,
    bytes: sum((part) => part.bytes) / answers,
    perSecond: answers / sum((part) => part.seconds),
    rssMb: Math.max(...parts.map((part) => part.rssBytes)) / 1e6,
    p50Ms: at(0.5),
    p90Ms: at(0.9),
    p99Ms: at(0.99),
    p999Ms: at(0.999),
    ...(tellsVitals && {
      gcPercent: (sum(({ vitals }) => vitals?.gcMs ?? 0) / cpuMs) * 100,
      loopP99Ms: Math.max(...parts.map(({ vitals }) => vitals?.loopP99Ms ?? 0)),
    }),
    ...(isProven && { proven: sum((part) => part.proven ?? 0) / answers }),
  };
}
