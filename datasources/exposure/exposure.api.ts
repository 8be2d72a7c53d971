import type { Endpoint } from '../http/endpoint.js';

/** What the viewer saw lately, and how often each creative. */
export const exposuresEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'EXPOSURE',
  id: 'EXPOSURE.exposures',
  method: 'GET',
  path: '/exposures',
  scope: 'VIEWER',
  timeoutMs: 20,
};

/** Report of what was served, sent after the response. Served is not seen. */
export const servedEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'EXPOSURE',
  id: 'EXPOSURE.served',
  method: 'POST',
  path: '/served',
  scope: 'VIEWER',
  timeoutMs: 1_000,
  background: true,
};
