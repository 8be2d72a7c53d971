import type { RequestOutcome, RequestScope } from './options.js';

/** What is remembered of one HTTP exchange until its log line is written. */
export class Exchange {
  /** Set when the request got as far as having a context. */
  scope: RequestScope | undefined;
  outcome: RequestOutcome | undefined;
  operationName: string | undefined;
  /** Whether the document is registered, so that the operation's name is safe as a metric label. */
  isTrusted = false;
  /** SHA-256 of the document, in hex. */
  documentHash: string | undefined;
  /** Codes of the errors in the answer. */
  readonly codes: string[] = [];
  /** Ids of the masked errors in the answer. */
  readonly errorIds: string[] = [];

  constructor(
    readonly requestId: string,
    /** Arrival, in milliseconds of the monotonic clock. */
    readonly receivedAt: number,
  ) {}
}

/** The context value Apollo Server carries; it copies this object shallowly, so the exchange stays one object. */
export interface ApolloContext {
  readonly exchange: Exchange;
  readonly scope: RequestScope;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set in the first hook of every request. */
    exchange: Exchange;
  }
}
