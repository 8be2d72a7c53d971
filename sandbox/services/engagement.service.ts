import type { Id } from '../data/ids.js';
import { hashText } from '../data/chance.js';
import { ordinalOf } from '../data/ids.js';
import { authorStateOf, crowdsOf, regionOf, videoStateOf } from '../data/viewers.js';
import type { World } from '../data/world.js';
import { batchRoute } from '../server/batch.js';
import { LATENCY } from '../server/latency.js';
import { jsonReply } from '../server/reply.js';
import type { Service } from '../server/route.js';
import type { ServiceRequest } from '../server/service-request.js';
import { signedInViewer, viewerOf } from '../server/viewer.js';

/** What a viewer has done with a video. */
export interface VideoViewerState {
  readonly videoId: Id;
  readonly liked: boolean;
  readonly favorited: boolean;
}

/** What a viewer has done with an author. */
export interface AuthorViewerState {
  readonly accountId: Id;
  readonly following: boolean;
  readonly blocked: boolean;
}

/** A state never set is false; ids of unknown records included. */
function numberOf(family: 'video' | 'account', id: Id): number {
  return ordinalOf(family, id) ?? hashText(id);
}

function subjectBeside(request: ServiceRequest): Record<string, unknown> {
  return { subject: `v:${signedInViewer(request)}` };
}

/** ENGAGEMENT: profile and states of the viewer. */
export function engagementService(world: World): Service {
  const { chance } = world;
  const latency = LATENCY.engagementStates;
  const readVideo = (id: Id, request: ServiceRequest): VideoViewerState => {
    return { videoId: id, ...videoStateOf(chance, signedInViewer(request), numberOf('video', id)) };
  };
  const readAuthor = (id: Id, request: ServiceRequest): AuthorViewerState => {
    return { accountId: id, ...authorStateOf(chance, signedInViewer(request), numberOf('account', id)) };
  };
  return {
    name: 'ENGAGEMENT',
    routes: [
      {
        method: 'GET',
        path: '/viewer-profile',
        latency: LATENCY.exposureAndProfile,
        handle: (request) => {
          const { subject } = viewerOf(request);
          return jsonReply({ subject, crowds: crowdsOf(chance, subject), region: regionOf(chance, subject) });
        },
      },
      batchRoute(world, {
        path: '/video-states:batchGet',
        limit: 100,
        latency,
        before: subjectBeside,
        read: readVideo,
      }),
      batchRoute(world, {
        path: '/author-states:batchGet',
        limit: 100,
        latency,
        before: subjectBeside,
        read: readAuthor,
      }),
    ],
  };
}
