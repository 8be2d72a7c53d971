import { isUpstreamName } from '../upstream-names.js';
import { LATENCY_PROFILES } from '../server/latency.js';
import type { Reply } from '../server/reply.js';
import { jsonReply } from '../server/reply.js';
import { invalidArgument, notFound } from '../server/service-error.js';
import type { ServiceRequest } from '../server/service-request.js';
import { jsonBody, jsonValue } from '../server/service-request.js';
import type { Profile, ServiceSet } from '../service-set.js';
import type { PlanStore } from '../services/slots/plan-store.js';
import { parseFaults } from './fault-parser.js';

/** One command of the administration. */
export interface AdminRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly handle: (request: ServiceRequest) => Reply | Promise<Reply>;
}

function parseProfile(body: Record<string, unknown>, current: Profile): Profile {
  const { latency = current.latency, dirty = current.dirty } = body;
  const known = LATENCY_PROFILES.find((name) => name === latency);
  if (known === undefined) throw invalidArgument(`latency must be one of ${LATENCY_PROFILES.join(', ')}`);
  if (typeof dirty !== 'boolean') throw invalidArgument('dirty must be true or false');
  return { latency: known, dirty };
}

/** All commands; each answers with the new state. */
export function adminRoutes(services: ServiceSet, plans: PlanStore): AdminRoute[] {
  const putFaults = async (request: ServiceRequest): Promise<Reply> => {
    const name = request.params['service'] ?? '';
    if (!isUpstreamName(name)) throw notFound('unknown service');
    await services.setFaults(name, parseFaults(jsonValue(request)));
    return jsonReply(services.faults());
  };
  return [
    { method: 'GET', path: '/faults', handle: () => jsonReply(services.faults()) },
    { method: 'PUT', path: '/faults/{service}', handle: putFaults },
    {
      method: 'DELETE',
      path: '/faults',
      handle: async () => {
        await services.clearFaults();
        return jsonReply(services.faults());
      },
    },
    {
      method: 'PUT',
      path: '/profile',
      handle: (request) => {
        services.setProfile(parseProfile(jsonBody(request), services.profile()));
        return jsonReply(services.profile());
      },
    },
    {
      method: 'PUT',
      path: '/plans/{sceneId}',
      handle: (request) => jsonReply(plans.publish(request.params['sceneId'] ?? '', jsonBody(request))),
    },
    {
      method: 'PUT',
      path: '/emergency-offline',
      handle: (request) => jsonReply(plans.publishEmergency(jsonBody(request))),
    },
    { method: 'GET', path: '/calls', handle: () => jsonReply(services.calls()) },
    {
      method: 'POST',
      path: '/reset',
      handle: async () => {
        await services.reset();
        return jsonReply({ faults: services.faults(), profile: services.profile(), calls: services.calls() });
      },
    },
  ];
}
