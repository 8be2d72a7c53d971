import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendReply } from '../server/http-io.js';
import type { Reply } from '../server/reply.js';
import { failureReply, replyOf } from '../server/reply.js';
import { PathTable } from '../server/path-table.js';
import { ServiceError } from '../server/service-error.js';
import { NO_HINTS } from '../server/service-request.js';
import { Transport } from '../server/transport.js';
import type { ServiceSet } from '../service-set.js';
import type { PlanStore } from '../services/slots/plan-store.js';
import type { AdminRoute } from './admin-routes.js';
import { adminRoutes } from './admin-routes.js';

async function answer(table: PathTable<AdminRoute>, request: IncomingMessage): Promise<Reply> {
  const [path = '/', search = ''] = (request.url ?? '/').split('?', 2);
  const method = request.method ?? 'GET';
  try {
    const body = await readBody(request);
    const match = table.find(method, path);
    if (match instanceof ServiceError) throw match;
    const { route, params } = match;
    const query = new URLSearchParams(search);
    return await route.handle({
      method,
      path,
      params,
      query,
      headers: request.headers,
      body,
      hints: NO_HINTS,
    });
  } catch (error) {
    return error instanceof ServiceError ? replyOf(error) : failureReply(500, 'INTERNAL', String(error));
  }
}

/** The administration, on a loopback port of its own. */
export function adminTransport(services: ServiceSet, plans: PlanStore): Transport {
  const table = new PathTable(adminRoutes(services, plans));
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const reply = await answer(table, request);
    if (!response.destroyed) sendReply(response, reply);
  };
  return new Transport((request, response) => {
    void serve(request, response);
  });
}
