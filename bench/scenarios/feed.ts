import type { LoadRequest } from '../measure/client.js';
import type { Question } from '../measure/question.js';
import { feedData } from './feed-reference.js';
import { FEED_QUERY, PAGE_SIZE } from './feed-query.js';

const REGIONS = ['CN-ZJ', 'CN-SH', 'CN-BJ', 'CN-GD', 'CN-SC'];
const NETWORKS = ['WIFI', 'CELLULAR'];

/** The feed query, of somebody else each time. */
export const FEED_QUESTION: Question = {
  path: '/graphql',
  request: feedRequest,
  leastBytes: 34_000,
  expected: (index) => feedData(viewerOf(index)),
};

const viewerOf = (index: number): string => `u${index}`;

/** One request of somebody: nobody asks twice for the same, so nothing can be shared. */
export function feedRequest(index: number): LoadRequest {
  const variables = {
    sceneId: 'home',
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
