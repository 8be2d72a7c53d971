import type { Endpoint } from '../http/endpoint.js';

/** The viewer's crowds and home region. */
export const viewerProfileEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'ENGAGEMENT',
  id: 'ENGAGEMENT.profile',
  method: 'GET',
  path: '/viewer-profile',
  scope: 'VIEWER',
  timeoutMs: 20,
};

/** Whether the viewer liked or saved each video. */
export const videoStatesEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'ENGAGEMENT',
  id: 'ENGAGEMENT.videoStates',
  method: 'POST',
  path: '/video-states:batchGet',
  scope: 'VIEWER',
  timeoutMs: 50,
};

/** Whether the viewer follows or blocks each author. */
export const authorStatesEndpoint: Endpoint<'VIEWER'> = {
  upstream: 'ENGAGEMENT',
  id: 'ENGAGEMENT.authorStates',
  method: 'POST',
  path: '/author-states:batchGet',
  scope: 'VIEWER',
  timeoutMs: 50,
};

/** Ids in one call of a state endpoint; the service takes up to 100. */
export const STATES_LIMIT = 50;
