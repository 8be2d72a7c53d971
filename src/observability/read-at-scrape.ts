import { Counter, Gauge, type Registry } from 'prom-client';

/** A metric as it is registered. */
interface Named {
  readonly name: string;
  readonly help: string;
  /** Names of its labels; default: none, so that it is one number. */
  readonly labelNames?: readonly string[];
}

/** One series: the values of the labels, in the order of their names, and its number. */
export type Series = readonly [labels: readonly string[], value: number];

/** Registers a gauge that is asked for when the metrics are read. Series that are not told any more leave. */
export function exposeGauge(registry: Registry, metric: Named, read: () => readonly Series[]): void {
  new Gauge({
    labelNames: [],
    ...metric,
    registers: [registry],
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.labels(...labels).set(value);
    },
  });
}

/** The same for what is counted elsewhere, since the start of the process. */
export function exposeCounter(registry: Registry, metric: Named, read: () => readonly Series[]): void {
  new Counter({
    labelNames: [],
    ...metric,
    registers: [registry],
    collect() {
      this.reset();
      for (const [labels, value] of read()) this.labels(...labels).inc(value);
    },
  });
}

/** A metric without labels. */
export const single = (value: number): readonly Series[] => [[[], value]];

/** A metric by its one label. */
export const by = (values: Iterable<readonly [label: string, value: number]>): readonly Series[] =>
  [...values].map(([label, value]) => [[label], value]);
