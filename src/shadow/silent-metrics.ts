import { Registry } from 'prom-client';
import type { Metrics } from '../observability/metrics.js';

const nothing = (): void => undefined;

/** Shadow legs count for nobody: what they do is in the figures of the comparison alone. */
export const SILENT: Metrics = {
  registry: new Registry(),
  upstreamCall: nothing,
  counted: nothing,
  mixed: nothing,
  refused: nothing,
  field: nothing,
  request: nothing,
  error: nothing,
  execution: nothing,
};
