import type { Endpoint } from '../http/endpoint.js';

/** Videos by id: metadata, sources, anchored products, counters. */
export const videosEndpoint: Endpoint<'PUBLIC'> = {
  upstream: 'CONTENT',
  id: 'CONTENT.videos',
  method: 'POST',
  path: '/videos:batchGet',
  scope: 'PUBLIC',
  timeoutMs: 80,
};

/** Most ids in one call. */
export const VIDEOS_LIMIT = 50;
