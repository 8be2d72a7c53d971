import { GraphQLError } from 'graphql';
import type { GraphQLErrorExtensions } from 'graphql';

/** What one error code means to a client: the HTTP status it is sent with when nothing else was answered. */
export interface ErrorCodeEntry {
  /** HTTP status when the request was refused before it ran; an error of a single field leaves the status at 200. */
  readonly status: number;
  /** What happened, in one sentence; also the message when the thrower gives none. */
  readonly meaning: string;
  /** What the reader can do about it. */
  readonly remedy: string;
}

/** The only codes a client ever sees in `errors[].extensions.code`. docs/errors.md is made from this table. */
export const ERROR_CODES = {
  BAD_REQUEST: {
    status: 400,
    meaning: 'The HTTP request is not a GraphQL request this server accepts.',
    remedy: 'Send a POST with content-type application/json and a body like {"query": "..."}.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'There is nothing at this address.',
    remedy: 'GraphQL is served at /graphql.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    meaning: 'The request body is larger than 100 KiB.',
    remedy: 'Send a smaller document, and values as variables.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    meaning: 'The content type, charset or encoding of the body is not supported.',
    remedy: 'Send uncompressed UTF-8 JSON as application/json.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: 'The request line and headers are larger than 16 KiB.',
    remedy: 'Send the query in the body of a POST.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    meaning: 'The request did not arrive completely in time.',
    remedy: 'Send the request again on a new connection.',
  },
  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not GraphQL, or has more tokens than allowed.',
    remedy: 'Correct the document at the reported location.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not fit the schema, or exceeds the limit named in `reason`.',
    remedy: 'Compare the document with schema/schema.graphql; split it when a limit is named.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document does not say which operation to run.',
    remedy: 'Send the name of one of its operations as operationName.',
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    meaning: 'The document is not one of the registered documents.',
    remedy: 'Register the document with the release, or send it byte for byte as registered.',
  },
  QUERY_TOO_COMPLEX: {
    status: 400,
    meaning: 'The operation asks for more objects than one request may.',
    remedy: 'Ask for fewer items or fewer nested objects, in several requests.',
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'The caller has used up its budget of objects per second.',
    remedy: 'Wait for the seconds in Retry-After.',
  },
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'A value given by the client is not acceptable.',
    remedy: 'Correct the argument or variable that the message names.',
  },
  SCENE_DISABLED: {
    status: 400,
    meaning: 'The scene exists but is switched off.',
    remedy: 'Ask for another scene, or have an operator enable it.',
  },
  UPSTREAM_UNAVAILABLE: {
    status: 200,
    meaning: 'The object may exist but cannot be read now.',
    remedy: 'Ask again later; the rest of the answer is good.',
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    meaning: 'The server is starting, stopping or has too much to do.',
    remedy: 'Ask again after the seconds in Retry-After.',
  },
  PERSISTED_QUERY_NOT_SUPPORTED: {
    status: 200,
    meaning: 'Automatic persisted queries are off.',
    remedy: 'Send the text of the document as query.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'Internal server error',
    remedy: 'Quote `errorId`: the log has the cause under it.',
  },
} as const satisfies Readonly<Record<string, ErrorCodeEntry>>;

/** One code of the table. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** Whether a value is one of the codes a client may see. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CODES, value);
}

/**
 * An error for the client, thrown by resolvers: it ends one field, and the rest of the answer stands.
 * The message must not contain hosts, paths or other internals: it is sent as it is, cut at 200 characters.
 */
export function gatewayError(
  code: ErrorCode,
  message: string = ERROR_CODES[code].meaning,
  extensions?: GraphQLErrorExtensions,
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { ...extensions, code },
  });
}
