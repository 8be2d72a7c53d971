import type { GraphQLFormattedError } from 'graphql';
import { isErrorCode } from '../../schema/error-codes.js';
import type { ErrorCode } from '../../schema/error-codes.js';
import type { Flight } from './flight.js';
import type { RequestOutcome, RequestScope } from './options.js';

/** Who may be given an answer beside the one who asked: nobody, the same viewer, or whoever asks the same. */
export type Audience = 'nobody' | 'viewer' | 'everybody';

/** What is remembered of one HTTP exchange until its log line is written. */
export class Exchange {
  private controller: AbortController | undefined;
  /** Whether the answer was written completely. */
  delivered = false;
  /** Set when the request got as far as having a context. */
  scope: RequestScope | undefined;
  outcome: RequestOutcome | undefined;
  audience: Audience = 'viewer';
  /** Set while others may wait for this answer, or this request waits for another one's. */
  flight: Flight | undefined;
  /** Pattern of the route that answers; empty where none does. */
  route = '';
  /** Id of the request whose answer this one got. */
  coalescedWith: string | undefined;
  operationName: string | undefined;
  /** Whether the document is registered, so that the operation's name is safe as a metric label. */
  isTrusted = false;
  /** SHA-256 of the document, in hex. */
  documentHash: string | undefined;
  /** Whom the rate limit charges: the viewer or device the edge names, else the address. */
  caller = '';
  /** Codes of the errors in the answer. */
  readonly codes: ErrorCode[] = [];
  /** Ids of the masked errors in the answer. */
  readonly errorIds: string[] = [];

  constructor(
    readonly requestId: string,
    /** Arrival, in milliseconds of the monotonic clock. */
    readonly receivedAt: number,
  ) {}

  /** Aborts when the client goes away before the answer is complete. Made when it is first asked for. */
  get signal(): AbortSignal {
    return (this.controller ??= new AbortController()).signal;
  }

  /** Ends what is done for it. */
  abort(): void {
    (this.controller ??= new AbortController()).abort();
  }

  /** Notes that it gets the answer made for an equal request. */
  answeredLike(other: Exchange): void {
    this.coalescedWith = other.requestId;
    this.isTrusted = other.isTrusted;
    this.operationName = other.operationName;
    this.documentHash = other.documentHash;
    this.codes.push(...other.codes);
    this.errorIds.push(...other.errorIds);
  }

  /** Remembers the codes and ids of the errors that the client gets. */
  noteErrors(errors: readonly GraphQLFormattedError[]): void {
    for (const { extensions } of errors) {
      if (isErrorCode(extensions?.['code'])) this.codes.push(extensions['code']);
      const errorId = extensions?.['errorId'];
      if (typeof errorId === 'string') this.errorIds.push(errorId);
    }
  }
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
