/** Sum of all series of a metric that carry a label text, as `/metrics` of a server tells it; 0 when there is none. */
export async function readMetric(url: string, name: string, label = ''): Promise<number> {
  return sumOf(await metricsOf(url), name, label);
}

/** What a Node process tells about its collector and its loop in the metrics of prom-client. */
export interface Vitals {
  /** Milliseconds spent in garbage collection since the process began. */
  readonly gcMs: number;
  /** Delay of the event loop in ms, 99th percentile since it was read before. */
  readonly loopP99Ms: number;
}

/** Reads the vitals of a server that has `/metrics`. */
export async function readVitals(url: string): Promise<Vitals> {
  const text = await metricsOf(url);
  return {
    gcMs: sumOf(text, 'nodejs_gc_duration_seconds_sum', '') * 1_000,
    loopP99Ms: sumOf(text, 'nodejs_eventloop_lag_p99_seconds', '') * 1_000,
  };
}

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

/** Sums series in the text format of Prometheus. */
export function sumOf(text: string, name: string, label: string): number {
  return text
    .split('\n')
    .filter((line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && line.includes(label))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
}
