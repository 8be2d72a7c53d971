import type { UpstreamName } from '../upstreams.js';

/**
 * Who may influence an answer. PUBLIC: nobody. SEGMENT: region and channel of the request. VIEWER: one viewer; such
 * endpoints alone are sent viewer and device ids.
 */
export type Scope = 'PUBLIC' | 'SEGMENT' | 'VIEWER';

/** One operation of an upstream, as its contract fixes it. */
export interface Endpoint<S extends Scope = Scope> {
  readonly upstream: UpstreamName;
  /** Label in metrics and errors: `PRICING.prices`. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Below the base URL; GET endpoints may be called with a suffix. */
  readonly path: string;
  readonly scope: S;
  /** Per attempt, whole body included, in ms. */
  readonly timeoutMs: number;
  /** Called after the response: no deadline bounds it and none is sent. */
  readonly background?: true;
}
