import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultContext, FaultEffect } from '../faults/effect.js';
import { TAKEN } from '../faults/effect.js';
import { effectOf } from '../faults/effects.js';
import type { StruckFault } from '../faults/fault-board.js';
import { sendReply } from './http-io.js';
import type { LatencyShape } from './latency.js';
import type { Reply } from './reply.js';
import { replyOf } from './reply.js';
import type { Route, Service } from './route.js';
import type { ServiceClock } from './service-clock.js';
import { ServiceError } from './service-error.js';
import type { ServiceRequest } from './service-request.js';
import { headerOf } from './service-request.js';

/** A request that has arrived as a whole. */
export interface Call {
  readonly request: ServiceRequest;
  readonly response: ServerResponse;
  /** What answers, or why nothing does. */
  readonly route: Route | ServiceError;
  /** Fault that hits the call; null for none. */
  readonly struck: StruckFault | null;
  /** Aborted when the caller leaves. */
  readonly signal: AbortSignal;
  /** Calls of the service in progress, this one included. */
  readonly inFlight: number;
  /** Answers already given on the same connection. */
  readonly answersOnSocket: number;
}

/** A service gives up this long after the deadline it was told; the caller has left by then. */
const GIVE_UP_AFTER_MS = 25;

/** Without a fault nothing is changed. */
const NO_EFFECT: FaultEffect = {};

/** A faulty answer must be seen: no 304 in its place, and no encoding that hides it from the fault. */
function unconditional(request: ServiceRequest): ServiceRequest {
  const headers = { ...request.headers, 'if-none-match': undefined, 'accept-encoding': undefined };
  return { ...request, headers };
}

/** From request to answer: latency, the service itself, and what a fault makes of both. */
export class Pipeline {
  constructor(
    private readonly service: Service,
    private readonly clock: ServiceClock,
    private readonly thawed: () => Promise<void>,
  ) {}

  /** Answers a call, or does what its fault demands; rejects when the caller leaves meanwhile. */
  async answer(call: Call): Promise<void> {
    const { response } = call;
    if (call.struck === null) {
      const reply = await this.serve(call, call.request);
      await this.thawed();
      sendReply(response, reply);
      return;
    }
    const effect = effectOf(call.struck.fault.kind) ?? NO_EFFECT;
    const context = this.contextOf(call, call.struck);
    const instead = effect.instead?.(context) ?? null;
    if (instead === TAKEN) return;
    if (effect.delayMs) await sleep(effect.delayMs(context), undefined, { signal: call.signal });
    const plain = unconditional(call.request);
    const asked = effect.rewrite?.(plain, context) ?? plain;
    const reply = instead ?? (await this.serve(call, asked));
    const altered = effect.alter?.(reply, context) ?? reply;
    await this.thawed();
    if (effect.send) effect.send(altered, context);
    else sendReply(response, altered);
  }

  /** The answer to an error, in the words of the service. */
  failure(error: unknown, path: string): Reply {
    const known = error instanceof ServiceError ? error : new ServiceError(500, 'INTERNAL', String(error));
    return (this.service.refuse ?? replyOf)(known, path);
  }

  private contextOf(call: Call, { fault, ageMs }: StruckFault): FaultContext {
    const { request, response, inFlight, answersOnSocket } = call;
    const { args = {}, ids = null } = fault;
    return { service: this.service.name, request, response, args, ids, ageMs, inFlight, answersOnSocket };
  }

  private async serve(call: Call, request: ServiceRequest): Promise<Reply> {
    try {
      const { route } = call;
      if (route instanceof ServiceError) throw route;
      await this.work(route.latency, request, call.signal);
      return route.handle(request);
    } catch (error) {
      if (call.signal.aborted) throw error;
      return this.failure(error, request.path);
    }
  }

  /** Takes the time the service takes; gives up with 504 when that is well past the caller's deadline. */
  private async work(shape: LatencyShape, request: ServiceRequest, signal: AbortSignal): Promise<void> {
    const latencyMs = this.clock.nextLatencyMs(shape);
    if (latencyMs === 0) return;
    const deadlineMs = Number(headerOf(request, 'x-deadline-ms') ?? NaN);
    const limitMs = deadlineMs > 0 ? deadlineMs + GIVE_UP_AFTER_MS : Infinity;
    await sleep(Math.min(latencyMs, limitMs), undefined, { signal });
    if (latencyMs > limitMs) throw new ServiceError(504, 'DEADLINE_EXCEEDED', 'the deadline has passed');
  }
}
