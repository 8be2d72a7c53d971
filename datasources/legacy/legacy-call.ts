import type { PublicContext } from '../chain/source.js';
import type { Endpoint } from '../http/endpoint.js';
import { UpstreamError } from '../http/upstream-error.js';
import type { JsonRecord } from '../parsing/json.js';
import { openEnvelope } from './legacy-envelope.js';

/** Parameters of a call; the mobile gateway takes strings and nothing else. */
export type LegacyParams = Readonly<Record<string, string>>;

/**
 * Calls an API of the mobile gateway and opens the envelope. A refused viewer is counted (RQ_SESSION) here: the transport saw a
 * good answer.
 * @throws UpstreamError with the class of what went wrong, on the way or by the code in the envelope
 */
export async function callLegacy(
  endpoint: Endpoint,
  params: LegacyParams,
  { call, report }: Pick<PublicContext, 'call' | 'report'>,
): Promise<JsonRecord> {
  const suffix = `?data=${encodeURIComponent(JSON.stringify(params))}`;
  const data = openEnvelope(await call(endpoint, { suffix }));
  if (typeof data !== 'string') return data;
  if (data === 'UPSTREAM_AUTH' && endpoint.scope === 'VIEWER') report('RQ_SESSION');
  throw new UpstreamError(endpoint.id, data);
}
