import type { LoadRequest } from '../measure/client.js';
import type { Question } from '../measure/question.js';
import { feedData } from './feed-reference.js';
import { FEED_QUERY, PAGE_SIZE } from './feed-query.js';

const REGIONS = ['CN-ZJ', 'CN-SH', 'CN-BJ', 'CN-GD', 'CN-SC'];
const NETWORKS = ['WIFI', 'CELLULAR'];

/** The feed query for a scene, of somebody else each time. */
export const feedQuestion = (sceneId: string): Question => ({
  path: '/graphql',
  request: (index) => feedRequest(index, sceneId),
  leastBytes: 34_000,
  expected: (index) => feedData(viewerOf(index), sceneId),
});

/** The feed query for the scene of most scenarios. */
export const FEED_QUESTION = feedQuestion('home');

const viewerOf = (index: number): string => `u${index}`;

/** One request of somebody: nobody asks twice for the same, so nothing can be shared. */
export function feedRequest(index: number, sceneId = 'home'): LoadRequest {
  const variables = {
    sceneId,
    first: PAGE_SIZE,
    context: {
      region: REGIONS[index % REGIONS.length],
      network: NETWORKS[index % NETWORKS.length],
    },
  };
  return {
    body: JSON.stringify({ operationName: 'Feed', query: FEED_QUERY, variables }),
    headers: {
      'content-type': 'application/json',
      'x-viewer-id': viewerOf(index),
      'x-device-id': `d${index}`,
    },
  };
}
