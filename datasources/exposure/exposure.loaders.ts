import type { ViewerContext } from '../chain/source.js';
import { assertSubject } from '../parsing/subject.js';
import { exposuresEndpoint, servedEndpoint } from './exposure.api.js';
import { parseExposures, type ExposureDays, type Exposures } from './exposure.contract.js';

/** Most contents asked for: the service's own limit. */
const LIMIT = 500;
/** Most items in one report. */
const REPORT_LIMIT = 100;

/** One page as it was served. */
export interface ServedReport {
  readonly pvid: string;
  readonly sceneId: string;
  readonly sessionId: string;
  readonly tier: string;
  /** Epoch ms. */
  readonly servedAt: number;
  readonly items: readonly {
    readonly key: string;
    readonly position: number;
    readonly source: string;
    readonly slotId: string | null;
    readonly creativeId: string | null;
  }[];
}

/**
 * What the viewer of the context saw in the last days.
 * @throws UpstreamError with the class of what went wrong
 */
export async function exposures(days: ExposureDays, context: ViewerContext): Promise<Exposures> {
  const answer = await context.call(exposuresEndpoint, { suffix: `?days=${days}&limit=${LIMIT}` });
  assertSubject(exposuresEndpoint.id, answer, context);
  return parseExposures(answer);
}

/**
 * Tells the exposure service what was served. Best effort, after the response.
 * @throws UpstreamError when the report did not arrive
 */
export async function reportServed(report: ServedReport, context: ViewerContext): Promise<void> {
  await context.call(servedEndpoint, { body: { ...report, items: report.items.slice(0, REPORT_LIMIT) } });
}
