import type { Id } from '../data/ids.js';
import { isId } from '../data/ids.js';
import { hashText, stream } from '../data/chance.js';
import type { World } from '../data/world.js';
import type { LatencyShape } from './latency.js';
import { jsonReply } from './reply.js';
import type { Route } from './route.js';
import type { ErrorBody } from './service-error.js';
import { ServiceError, errorBody, invalidArgument } from './service-error.js';
import type { ServiceRequest } from './service-request.js';
import { isObject, jsonBody } from './service-request.js';

/** Answer of a batch read: each asked id is in exactly one part. */
export interface Batch<T> {
  readonly results: Record<Id, T>;
  readonly missing: Id[];
  readonly errors: Record<Id, ErrorBody>;
}

/** A batch endpoint. */
export interface BatchEndpoint<T> {
  readonly path: string;
  readonly limit: number;
  readonly latency: LatencyShape;
  /** Record of an id; undefined when it does not exist. */
  readonly read: (id: Id, request: ServiceRequest) => T | undefined;
  /** Checks before anything is read; returns properties that stand beside the three parts. */
  readonly before?: (request: ServiceRequest, body: Record<string, unknown>) => Record<string, unknown>;
}

/** Dirty data changes hands this often: a failing id works again soon. */
const FAILURE_WINDOW_MS = 10_000;
const failure = stream('batch.failure');

/** Checks the ids of a batch request: 1..limit of them, well-formed and distinct. */
function batchIds(body: Record<string, unknown>, limit: number): Id[] {
  const { ids } = body;
  if (!Array.isArray(ids) || ids.length === 0) throw invalidArgument('ids must be a list of 1 or more ids');
  if (ids.length > limit)
    throw new ServiceError(400, 'BATCH_TOO_LARGE', `at most ${limit} ids, got ${ids.length}`);
  if (!ids.every(isId)) throw invalidArgument('every id must be a string of 1 to 19 decimal digits');
  if (new Set(ids).size !== ids.length) throw invalidArgument('ids must be distinct');
  return ids;
}

/** With dirty data 0.3 % of the ids fail and 0.2 % are forgotten, for a few seconds each. */
function mishap(world: World, path: string, id: Id): 'error' | 'silence' | null {
  if (!world.settings.dirty) return null;
  const draw = world.chance.unit(
    failure,
    hashText(path + id),
    Math.floor(world.now() / FAILURE_WINDOW_MS) % 0x1_0000_0000,
  );
  return draw < 0.003 ? 'error' : draw < 0.005 ? 'silence' : null;
}

/** Ids of a request body for the call log; empty when there are none to read. */
function idsInBody(request: ServiceRequest): string[] {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    const ids = isObject(value) ? value['ids'] : null;
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Route of a batch endpoint. */
export function batchRoute<T>(world: World, endpoint: BatchEndpoint<T>): Route {
  return {
    method: 'POST',
    path: endpoint.path,
    latency: endpoint.latency,
    idsOf: idsInBody,
    handle: (request) => {
      const body = jsonBody(request);
      const beside = endpoint.before?.(request, body) ?? {};
      const batch: Batch<T> = { results: {}, missing: [], errors: {} };
      for (const id of batchIds(body, endpoint.limit)) {
        const bad = mishap(world, endpoint.path, id);
        if (bad === 'silence') continue;
        if (bad === 'error') batch.errors[id] = errorBody('UNAVAILABLE', `shard ${hashText(id) % 8}`);
        else place(batch, id, endpoint.read(id, request));
      }
      return jsonReply({ ...beside, ...batch });
    },
  };
}

function place<T>(batch: Batch<T>, id: Id, record: T | undefined): void {
  if (record === undefined) batch.missing.push(id);
  else batch.results[id] = record;
}
