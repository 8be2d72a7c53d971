import type { LoadRequest } from '../measure/client.js';
import { seededRandom } from '../statistics/random.js';
import { Zipf } from '../statistics/zipf.js';
import { POPULAR_VIDEOS } from '../stand-in/ranking.js';
import { mixDocuments } from './documents.js';

const SETS = 1_000;
const SEED = 20;

/** Requests by how often they are asked. */
export interface Traffic {
  /** All distinct requests, in the order of popularity. */
  readonly requests: readonly LoadRequest[];
  /** Which of them the n-th request of a run is: the same each time. */
  readonly at: (index: number) => number;
}

/** 1,000 ways to ask thirty documents, the n-th of them asked n times as rarely as the first. */
export function mixTraffic(): Traffic {
  const documents = mixDocuments();
  const random = seededRandom(SEED);
  const popularity = new Zipf(POPULAR_VIDEOS);
  const rank = () => popularity.draw(random);
  const requests = Array.from({ length: SETS }, (_, index): LoadRequest => {
    const { text, variables } = documents[Math.floor(random() * documents.length)] ?? fail();
    return {
      body: JSON.stringify({ query: text, variables: variables(rank) }),
      headers: {
        'content-type': 'application/json',
        'x-viewer-id': `u${index}`,
        'x-device-id': `d${index}`,
      },
    };
  });
  const choice = new Zipf(SETS);
  return { requests, at: (index) => choice.draw(seededRandom(index)) };
}

function fail(): never {
  throw new Error('there are no documents');
}
