import type { IncomingHttpHeaders } from 'node:http';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { ReasonCode } from '../../schema/reason-codes.js';
import type { FindEmpty } from '../../datasources/chain/degradation.js';
import type { PageSizes } from '../execution/limits/operation-cost.js';
import type { Metrics } from '../observability/metrics.js';
import type { ApolloContext } from './exchange.js';
import type { Load, SheddingOptions } from './shedding.js';

/** What is known of a request when it is about to be answered. */
export interface RequestFacts {
  readonly headers: IncomingHttpHeaders;
  /** Aborts when the client goes away before the answer is complete. */
  readonly signal: AbortSignal;
  /** Arrival, in milliseconds of the monotonic clock. */
  readonly receivedAt: number;
  /** Id of this request in our logs. */
  readonly requestId: string;
  /** GET or POST. */
  readonly method: string;
  /** Whether it came from our own network, so that `x-shadow` is believed. */
  readonly fromEdge: boolean;
}

/** What is known of an answer when its scope adds to it. */
export interface AnswerFacts {
  readonly hasErrors: boolean;
  /** Where in `data` fields are null or empty lists, by coordinate, five places each. Walks the whole answer. */
  readonly emptyFields: FindEmpty;
}

/** What a finished request adds to its answer and to its log line. */
export interface RequestOutcome {
  /** Entries of the answer's `extensions`, for example `degraded`. */
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the answer depends on who asks; undefined: not known, so it is for nobody else. */
  readonly personal?: boolean | undefined;
  /** Response headers, for example `cache-control`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Boundary checks that acted, with their counts, for the log. */
  readonly reasons?: ReadonlyMap<ReasonCode, number> | undefined;
}

/** An operation that has run, so that it can be run once more. */
export interface ExecutedOperation {
  /** Its name where the document is registered, else its name with the beginning of the document's hash. */
  readonly label: string;
  /** Whether the document is one of those that were agreed upon; else it is whatever a client wrote. */
  readonly isRegistered: boolean;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  /** Runs it for another context. Rejects with faults of our own only. */
  again(contextValue: object): Promise<ExecutionResult>;
}

/** Coerced arguments of every use of a field at the root of an operation, in the order in which they run. */
export type ArgumentsOf = (field: string) => readonly Readonly<Record<string, unknown>>[];

/** The context of one request as the server sees it; resolvers get the same object. */
export interface RequestScope {
  /** W3C trace id, for the log. */
  readonly traceId: string;
  /** Called before execution, where it is there: something depends on the arguments of fields at the root of a query, by name. */
  begins?: ((argumentsOf: ArgumentsOf) => void) | undefined;
  /** Called once when execution has ended, where it is there: the request is compared with another leg of itself. */
  executed?: ((operation: ExecutedOperation, answer: ExecutionResult) => void) | undefined;
  /** Called once when execution has ended and before the answer is written. */
  outcome?(answer: AnswerFacts): RequestOutcome;
  /** Called before execution, or before the refusal, when the caller is over its rate. */
  rateExceeded?(): void;
  /** Called once when the exchange is over; `delivered` is false when the client left before the end. */
  afterResponse(delivered: boolean): void;
}

/** One condition of readiness. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
}

/** Whether the process wants traffic. Upstreams play no part in it. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly ReadinessCheck[];
}

/** How to build the server. */
export interface GraphqlServerOptions {
  readonly schema: GraphQLSchema;
  /** Limits on documents, no introspection, errors without details of the schema. */
  readonly production: boolean;
  readonly logger: Logger;
  readonly telemetry: Metrics;
  /** Makes the context of one request; what it throws refuses the request. */
  createContext(facts: RequestFacts): RequestScope;
  /** Milliseconds a request may take when its caller does not say. */
  readonly requestDeadlineMs: number;
  /** Whether equal requests under way are answered from one execution; default on. */
  readonly coalescing?: boolean;
  /** Number of the ruling in force: another one may answer equal requests otherwise; default: there is one alone. */
  readonly ruling?: () => number;
  /** Compile hot operations; default on. */
  readonly jit?: boolean;
  /** Texts of the only documents that are run, byte for byte; null or absent: every valid document. */
  readonly trustedDocuments?: ReadonlySet<string> | null;
  /** Largest page of fields that take `first`, by coordinate, for the cost of an operation; unlisted fields are not clamped. */
  readonly pageSizes?: PageSizes;
  /** What else looks at requests and answers, after the server's own plugins. */
  readonly plugins?: readonly ApolloServerPlugin<ApolloContext>[];
  readonly readiness: () => Readiness;
  /** Objects per second that one caller may ask for; 0: no limit. */
  readonly rateLimitCostPerS: number;
  /** What refusing for lack of room looks at; the process itself outside tests. */
  readonly shedding?: SheddingOptions;
  /** Told, once, how to look at the load of the server. */
  readonly onLoad?: (load: () => Load) => void;
  /** Registers what browsers see at GET /graphql. */
  readonly playground?: (server: FastifyInstance) => void;
  /** Monotonic clock in milliseconds; performance.now outside tests. */
  readonly now?: () => number;
  /** Makes request and error ids; random UUIDs outside tests. */
  readonly newId?: () => string;
}
