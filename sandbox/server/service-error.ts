/** Codes of an error body. */
export type ErrorCode =
  | 'INVALID_ARGUMENT'
  | 'BATCH_TOO_LARGE'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'RESOURCE_EXHAUSTED'
  | 'UNAVAILABLE'
  | 'INTERNAL'
  | 'DEADLINE_EXCEEDED';

/** Body of a failure, and of one failed id in a batch. */
export interface ErrorBody {
  readonly code: ErrorCode;
  /** For logs. */
  readonly message: string;
  readonly retryable: boolean;
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  'UNAVAILABLE',
  'INTERNAL',
  'DEADLINE_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);

/** Error body of a code. */
export function errorBody(code: ErrorCode, message: string): ErrorBody {
  return { code, message, retryable: RETRYABLE.has(code) };
}

/** A refusal with an honest status code. */
export class ServiceError extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** 400 for a request that breaks the contract. */
export function invalidArgument(message: string): ServiceError {
  return new ServiceError(400, 'INVALID_ARGUMENT', message);
}

/** 404 for a single resource or path that does not exist. */
export function notFound(message: string): ServiceError {
  return new ServiceError(404, 'NOT_FOUND', message);
}
