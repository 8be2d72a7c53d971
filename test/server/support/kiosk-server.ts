import { ROOMY } from '../../support/roomy.js';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { createLogger } from '../../../src/observability/logger.js';
import { createMetrics } from '../../../src/observability/metrics.js';
import type { Metrics } from '../../../src/observability/metrics.js';
import { createGraphqlServer } from '../../../src/server/graphql-server.js';
import type { GraphqlServerOptions } from '../../../src/server/options.js';
import { KioskCounters, kioskSchema } from './kiosk-schema.js';

/** A listening test server with what it did. */
export interface KioskServer {
  readonly server: FastifyInstance;
  readonly port: number;
  /** Address of the GraphQL endpoint. */
  readonly url: string;
  readonly counters: KioskCounters;
  readonly metrics: Metrics;
  /** Log lines so far, parsed. */
  readonly lines: Record<string, unknown>[];
  /** Sends a GraphQL POST that accepts application/graphql-response+json. */
  post(body: unknown, headers?: Record<string, string>): Promise<KioskAnswer>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The parts of an answer that tests look at. */
export interface KioskAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
    extensions?: Record<string, unknown>;
  };
}

/** Starts a server over the kiosk schema on a free port of loopback. */
export async function startKiosk(options: Partial<GraphqlServerOptions> = {}): Promise<KioskServer> {
  const counters = new KioskCounters();
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  });
  const metrics = createMetrics();
  const server = await createGraphqlServer({
    schema: kioskSchema,
    production: false,
    logger: createLogger('info', stream),
    telemetry: metrics,
    createContext: counters.createContext,
    readiness: () => ({ ready: true, checks: [] }),
    rateLimitCostPerS: 0,
    requestDeadlineMs: 800,
    shedding: ROOMY,
    ...options,
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/graphql`;
  return {
    server,
    port,
    url,
    counters,
    metrics,
    lines,
    post: async (body, headers) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return readAnswer(response);
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** Reads an answer whose body must be JSON. */
export async function readAnswer(response: Response): Promise<KioskAnswer> {
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, body: JSON.parse(text) as KioskAnswer['body'] };
}
