import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Connections } from '../../datasources/connections.js';
import { OPERATIONS_FOLDER } from '../read-trusted-documents.js';

/** The operation that touches every service a page needs. */
const OPERATION = 'feed-full.graphql';
/** Once opens the sockets and loads the code, twice more lets the engine see what is hot. */
const ROUNDS = 3;
/** A start does not wait longer than this (ms) for services that are slow or away. */
const MOST_MS = 2_000;

/** Nobody's request, counted by no service. */
const HEADERS = { 'x-shadow': '1', 'x-viewer-id': 'warm-up', 'x-device-id': 'warm-up' };
/** While SLOTS has not named the scenes any will do. The other services may be away with it, so they get little time. */
const UNNAMED = { sceneId: 'home', headers: { ...HEADERS, 'x-deadline-ms': '200' } };

/**
 * Asks the server for a page before it listens, marked as shadow traffic so that no service counts it: the first request of
 * a cold process would spend the time limits of its upstream calls on loading code. What comes back does not matter.
 */
export async function warmUp(server: FastifyInstance, { slots }: Connections): Promise<void> {
  const [named] = slots.openScenes();
  const { sceneId, headers } = named === undefined ? UNNAMED : { sceneId: named, headers: HEADERS };
  const rounds = async () => {
    const payload = {
      query: readFileSync(join(OPERATIONS_FOLDER, OPERATION), 'utf8'),
      variables: { sceneId },
    };
    for (let round = 0; round < ROUNDS; round++)
      await server.inject({ method: 'POST', url: '/graphql', headers, payload });
  };
  await Promise.race([rounds().catch(ignore), delay(MOST_MS, undefined, { ref: false })]);
}

const ignore = () => undefined;
