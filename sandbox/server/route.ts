import type { UpstreamName } from '../upstream-names.js';
import type { LatencyShape } from './latency.js';
import type { Reply } from './reply.js';
import type { ServiceError } from './service-error.js';
import type { ServiceRequest } from './service-request.js';

/** One endpoint of a service. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `{name}` segments, for example `/slot-plans/{sceneId}`; also its name in the call log. */
  readonly path: string;
  readonly latency: LatencyShape;
  /** Answers, or throws a ServiceError. */
  readonly handle: (request: ServiceRequest) => Reply;
  /** Ids a request asks for, for the call log and for faults of single ids; must not throw. */
  readonly idsOf?: (request: ServiceRequest) => readonly string[];
}

/** One upstream service. */
export interface Service {
  readonly name: UpstreamName;
  readonly routes: readonly Route[];
  /** How a refusal is told; the honest status code with an error body unless said. */
  readonly refuse?: (error: ServiceError, path: string) => Reply;
  /** Forgets everything received since start. */
  readonly reset?: () => void;
}
