import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { ASTNode } from 'graphql';
import { ERROR_CODES } from '../schema/error-codes.js';
import type { ErrorCode } from '../schema/error-codes.js';

/** What a refusal says beside its code. */
export interface RefusalDetails {
  /** Text for the client; the meaning of the code by default. */
  readonly message?: string;
  /** Name of the limit that was exceeded, for example `MAX_DEPTH`. */
  readonly reason?: string;
  /** Nodes of the client's document that the error points at. */
  readonly nodes?: readonly ASTNode[] | undefined;
  /** HTTP status, where it differs from the table's. */
  readonly status?: number;
  /** Response headers, for example `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that refuses a whole request before it runs, with the HTTP status of its code. */
export function refusal(code: ErrorCode, details: RefusalDetails = {}): GraphQLError {
  const { message = ERROR_CODES[code].meaning, reason, nodes, headers = {} } = details;
  const status = details.status ?? ERROR_CODES[code].status;
  const http = { status, headers: new HeaderMap(Object.entries(headers)) };
  return new GraphQLError(message, {
    ...(nodes && { nodes }),
    extensions: { http, ...(reason !== undefined && { reason }), code },
  });
}
