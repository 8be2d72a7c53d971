import type { ServerResponse } from 'node:http';
import type { UpstreamName } from '../upstream-names.js';
import type { Reply } from '../server/reply.js';
import type { ServiceRequest } from '../server/service-request.js';
import type { FaultArgs, FaultKind } from './fault.js';

/** What an effect knows about the call it hits. */
export interface FaultContext {
  readonly service: UpstreamName;
  readonly request: ServiceRequest;
  readonly response: ServerResponse;
  readonly args: FaultArgs;
  /** Ids of the fault; null = all records of the answer. */
  readonly ids: readonly string[] | null;
  /** Milliseconds since the fault was set. */
  readonly ageMs: number;
  /** Calls of the service in progress, this one included. */
  readonly inFlight: number;
  /** Answers already given on this connection. */
  readonly answersOnSocket: number;
}

/** Returned by an effect that answers, or keeps silent, by itself. */
export const TAKEN = Symbol('taken');

/** How a kind of fault acts, by phase of a call; each phase is optional. */
export interface FaultEffect {
  /** Replaces the service: a reply, TAKEN, or null to go on. */
  readonly instead?: (context: FaultContext) => Reply | typeof TAKEN | null;
  /** Milliseconds to wait on top of the latency. */
  readonly delayMs?: (context: FaultContext) => number;
  /** Changes what the service is asked. */
  readonly rewrite?: (request: ServiceRequest, context: FaultContext) => ServiceRequest;
  /** Changes what the service answered. */
  readonly alter?: (reply: Reply, context: FaultContext) => Reply;
  /** Sends the answer in its own way. */
  readonly send?: (reply: Reply, context: FaultContext) => void;
}

/** Effects of one group of kinds. */
export type FaultEffects = Readonly<Partial<Record<FaultKind, FaultEffect>>>;

/** Numeric argument of a fault, or its default. */
export function numberArg(context: FaultContext, name: string, fallback: number): number {
  const value = Number(context.args[name] ?? fallback);
  return Number.isFinite(value) ? value : fallback;
}

/** Text argument of a fault, or its default. */
export function textArg(context: FaultContext, name: string, fallback: string): string {
  return String(context.args[name] ?? fallback);
}
