import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import { LoadGate, type Capacity } from '../load/load-gate.js';
import { watchLoop, type LoopDelay } from '../load/loop-delay.js';
import { priorityOf, type Priority } from '../load/priority.js';
import { exposeLoad } from '../observability/load-metrics.js';
import { refusal } from '../refusal.js';
import { GRAPHQL_PATH } from './graphql-route.js';

/** One process serves about a hundred requests at a time before they wait for each other. */
const BOUNDS: Capacity = { initial: 128, least: 32, most: 512, rampMs: 10_000 };
const MOST_RETRY_AFTER_S = 3;

/** What shedding looks at. Tests bring their own. */
export interface SheddingOptions {
  readonly bounds?: Capacity;
  readonly loop?: LoopDelay;
}

/** How busy a server is. */
export interface Load {
  /** Requests under way, as a share of those that may be. */
  readonly share: number;
  /** How late the event loop is at its 99th percentile, in ms. */
  readonly loopMs: number;
}

/** What it takes from the server. */
export interface SheddingParts extends SheddingOptions {
  readonly registry: Registry;
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Refuses GraphQL requests for which there is no room, before their body is read; the least important first. */
export class Shedding {
  private readonly loop: LoopDelay;
  private readonly gate: LoadGate;
  private readonly countShed: (priority: Priority) => void;

  constructor(private readonly parts: SheddingParts) {
    const { now, registry, bounds = BOUNDS, loop = watchLoop(now) } = parts;
    this.loop = loop;
    this.gate = new LoadGate({ bounds, monotonicNow: now, loop });
    this.countShed = exposeLoad(registry, this.gate, loop);
  }

  /** How busy the server is at this moment. */
  load(): Load {
    return { share: this.gate.underWay / this.gate.room, loopMs: this.loop.p99() };
  }

  /** Whether there is room for a request at this moment. */
  hasRoom({ headers }: IncomingMessage): boolean {
    return this.gate.hasRoom(priorityOf(headers));
  }

  /** Lets the requests of a server in, or refuses them. */
  register(server: FastifyInstance): void {
    const { now, random } = this.parts;
    server.addHook('onRequest', (request, reply, done) => {
      if (request.routeOptions.url !== GRAPHQL_PATH) {
        done();
        return;
      }
      const priority = priorityOf(request.headers);
      if (!this.gate.enter(priority)) {
        this.countShed(priority);
        const seconds = 1 + Math.floor(random() * MOST_RETRY_AFTER_S); // spread, so that they do not all come back at once
        done(refusal('SERVICE_UNAVAILABLE', { headers: { 'retry-after': String(seconds) } }));
        return;
      }
      reply.raw.on('close', () => {
        const { delivered, receivedAt } = request.exchange;
        this.gate.leave(delivered && reply.raw.statusCode === 200 ? now() - receivedAt : null);
      });
      done();
    });
    server.addHook('onClose', () => this.loop.stop());
  }
}
