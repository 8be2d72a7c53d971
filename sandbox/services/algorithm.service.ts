import type { Popularity } from '../data/popularity.js';
import { SCENES } from '../data/scenes.js';
import type { World } from '../data/world.js';
import { conditional } from '../server/conditional.js';
import { LATENCY } from '../server/latency.js';
import { jsonReply } from '../server/reply.js';
import type { Service } from '../server/route.js';
import { notFound } from '../server/service-error.js';
import { jsonBody } from '../server/service-request.js';
import { viewerOf } from '../server/viewer.js';
import { hotList } from './algorithm/hot-list.js';
import { Recommender } from './algorithm/recommendations.js';
import { parseRecommendRequest } from './algorithm/recommend-request.js';

/** ALGORITHM: personal recommendations and public hot lists. */
export function algorithmService(world: World, popularity: Popularity): Service {
  const recommender = new Recommender(world, popularity);
  return {
    name: 'ALGORITHM',
    reset: () => recommender.reset(),
    routes: [
      {
        method: 'POST',
        path: '/recommendations',
        latency: LATENCY.recommendations,
        handle: (request) => {
          const body = jsonBody(request);
          const { subject } = viewerOf(request);
          return jsonReply(recommender.page(parseRecommendRequest(body), subject));
        },
      },
      {
        method: 'GET',
        path: '/scenes/{sceneId}/hot',
        latency: LATENCY.recommendations,
        handle: (request) => {
          const scene = SCENES.find(({ sceneId }) => sceneId === request.params['sceneId']);
          if (!scene) throw notFound('unknown scene');
          const reply = jsonReply(hotList(world, popularity, scene.sceneId), 200, {
            'cache-control': 'no-cache',
          });
          return conditional(request, reply);
        },
      },
    ],
  };
}
