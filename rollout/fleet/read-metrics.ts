/** One series of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What one instance said of its rollout at one moment. */
export interface Scrape {
  /** Series that only grow, by name and labels. */
  readonly counters: ReadonlyMap<string, Sample>;
  /** Version of the rules in force there; null: it did not say. */
  readonly rulesVersion: number | null;
  /** Epoch seconds at which the process began; null: it did not say. */
  readonly startedAt: number | null;
}

/** Thrown at a text that is not in the format of Prometheus. */
export class MetricsError extends Error {
  override readonly name = 'MetricsError';
}

const RULES_VERSION = 'vitrine_rollout_rules_version';
const STARTED_AT = 'process_start_time_seconds';
const COUNTERS: ReadonlySet<string> = new Set([
  'vitrine_rollout_outcomes_total',
  'vitrine_rollout_fallbacks_total',
  'vitrine_rollout_items_total',
  'vitrine_rollout_calls_total',
  'vitrine_rollout_latency_seconds_bucket',
  'vitrine_parity_comparisons_total',
]);

const LINE = /^([a-zA-Z_:][\w:]*)[ \t]*(?:\{(.*)\})?[ \t]+(\S+)(?:[ \t]+-?\d+)?[ \t]*$/s;
const NAME = /^[a-zA-Z_:][\w:]*/;
const LABEL = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/sy;
const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/**
 * Reads the families of a rollout out of a `/metrics` text; all others are skipped unread.
 * @throws MetricsError at a line of these families that cannot be read
 */
export function readMetrics(text: string): Scrape {
  const counters = new Map<string, Sample>();
  let rulesVersion: number | null = null;
  let startedAt: number | null = null;
  for (const line of text.split('\n')) {
    const [name = ''] = NAME.exec(line) ?? [];
    if (name === RULES_VERSION) rulesVersion = sampleOf(line).value;
    else if (name === STARTED_AT) startedAt = sampleOf(line).value;
    else if (COUNTERS.has(name)) {
      const sample = sampleOf(line);
      counters.set(keyOf(sample), sample);
    }
  }
  return { counters, rulesVersion, startedAt };
}

function sampleOf(line: string): Sample {
  const [, name = '', labels = '', written = ''] = LINE.exec(line) ?? [];
  const value = valueOf(written);
  if (name === '' || value === null) throw unreadable(line);
  return { name, labels: labelsOf(labels, line), value };
}

function valueOf(written: string): number | null {
  const value = Number(written);
  return written === '' || !Number.isFinite(value) || value < 0 ? null : value;
}

function labelsOf(text: string, line: string): Readonly<Record<string, string>> {
  const labels: [string, string][] = [];
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name = '', value = ''] = LABEL.exec(text) ?? [];
    if (name === '') throw unreadable(line);
    labels.push([name, value.replace(/\\(.)/gs, (_, escaped: string) => UNESCAPED[escaped] ?? escaped)]);
  }
  return Object.fromEntries(labels);
}

const keyOf = ({ name, labels }: Sample): string =>
  JSON.stringify([name, ...Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);

const unreadable = (line: string): MetricsError =>
  new MetricsError(`This line of the metrics cannot be read: ${line.slice(0, 200)}`);
