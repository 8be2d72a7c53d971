import { BoundedMap } from '../data/bounded-map.js';
import type { World } from '../data/world.js';
import { DAY } from '../data/world.js';
import { LATENCY } from '../server/latency.js';
import type { Reply } from '../server/reply.js';
import { jsonReply } from '../server/reply.js';
import type { Service } from '../server/route.js';
import { invalidArgument } from '../server/service-error.js';
import type { ServiceRequest } from '../server/service-request.js';
import { isShadow, jsonBody } from '../server/service-request.js';
import { viewerOf } from '../server/viewer.js';
import { keysReported, parseExposures, parseServed } from './exposure/reports.js';
import { ViewerHistory } from './exposure/viewer-history.js';

const SUBJECTS_KEPT = 2_000;

function queryNumber(request: ServiceRequest, name: string, accepts: (value: number) => boolean): number {
  const value = Number(request.query.get(name) ?? NaN);
  if (!Number.isInteger(value) || !accepts(value))
    throw invalidArgument(`${name} is missing or out of range`);
  return value;
}

/**
 * EXPOSURE: what viewers saw, in bounded memory. Reports of what they were given are checked and only show in the call
 * log, by content key: served is not seen.
 */
export function exposureService(world: World): Service {
  const histories = new BoundedMap<string, ViewerHistory>(SUBJECTS_KEPT);
  const latency = LATENCY.exposureAndProfile;

  const read = (request: ServiceRequest): Reply => {
    const { subject } = viewerOf(request);
    const days = queryNumber(request, 'days', (value) => [1, 3, 7].includes(value));
    const limit = queryNumber(request, 'limit', (value) => value >= 1 && value <= 500);
    const now = world.now();
    const history = histories.get(subject);
    const contents = history?.contentsSince(now - days * DAY, limit) ?? [];
    return jsonReply({ subject, asOf: now, contents, creativeCounts: history?.creativeCounts(now) ?? {} });
  };

  const acceptServed = (request: ServiceRequest): Reply => {
    viewerOf(request);
    return jsonReply({ accepted: parseServed(jsonBody(request)).items.length }, 202);
  };

  const acceptExposures = (request: ServiceRequest): Reply => {
    const { subject } = viewerOf(request);
    const events = parseExposures(jsonBody(request));
    const history = histories.getOrCreate(subject, () => new ViewerHistory());
    if (!isShadow(request)) for (const event of events) history.add(event);
    return jsonReply({ accepted: events.length }, 202);
  };

  return {
    name: 'EXPOSURE',
    reset: () => histories.clear(),
    routes: [
      { method: 'GET', path: '/exposures', latency, handle: read },
      { method: 'POST', path: '/exposures', latency, idsOf: keysReported, handle: acceptExposures },
      { method: 'POST', path: '/served', latency, idsOf: keysReported, handle: acceptServed },
    ],
  };
}
