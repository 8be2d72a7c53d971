import type { Endpoint } from '../http/endpoint.js';

/** Personal recommendations for one page of a scene. */
export const recommendationsEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'ALGORITHM',
  id: 'ALGORITHM.recommendations',
  method: 'POST',
  path: '/recommendations',
  scope: 'VIEWER',
  timeoutMs: 150,
};
