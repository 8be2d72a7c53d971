import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, isValueNode } from 'graphql';
import type { GraphQLErrorExtensions, GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, isErrorCode } from '../schema/error-codes.js';
import type { ErrorCode } from '../schema/error-codes.js';
import { safeText } from './observability/safe-text.js';

/** Longest message sent to a client, so that no value of theirs comes back in full. */
const MAX_MESSAGE = 200;
/** Extension fields that may accompany a code; all others stay inside. */
const PUBLIC_EXTENSIONS = ['reason', 'validationErrorCode'] as const;
/** Sent for every fault that the schema's rules find, so that names cannot be probed. */
const HIDDEN_VALIDATION = 'The document does not fit the schema.';
/** Sent for an argument that only its variable spoils: the original names a type. */
const HIDDEN_ARGUMENT = 'An argument has an unacceptable value.';

/** What an error formatter needs. */
export interface ErrorFormatterOptions {
  /** Validation and argument errors name nothing of the schema. */
  readonly hideDetails: boolean;
  readonly newErrorId: () => string;
  /** Receives each masked error once, under the id that the client got. */
  readonly onMasked: (errorId: string, thrown: unknown) => void;
}

/** Turns an error into what the client may see; `thrown` is the error as it was raised. Never throws. */
export type FormatError = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;

/**
 * Creates the formatter: errors with a code of the table pass, cut to size; every other error becomes
 * INTERNAL_SERVER_ERROR with an `errorId`, and its cause goes to the log alone.
 */
export function createErrorFormatter(options: ErrorFormatterOptions): FormatError {
  const mask = (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const errorId = options.newErrorId();
    options.onMasked(errorId, thrown);
    const message = ERROR_CODES.INTERNAL_SERVER_ERROR.meaning;
    return { message, ...placeOf(formatted), extensions: { errorId, code: 'INTERNAL_SERVER_ERROR' } };
  };
  return (formatted, thrown) => {
    try {
      const code = publicCode(thrown);
      if (code === undefined) return mask(formatted, thrown);
      const extensions = { ...publicExtensions(formatted.extensions), code };
      const hidden = options.hideDetails ? hiddenMessage(thrown, extensions) : undefined;
      const message = hidden ?? cutMessage(code, formatted.message);
      return { message, ...placeOf(formatted), extensions };
    } catch {
      return mask({ message: '' }, thrown);
    }
  };
}

/** The code of an error that was raised for the client; nothing for all others. */
function publicCode(thrown: unknown): ErrorCode | undefined {
  const cause = unwrapResolverError(thrown);
  if (!(cause instanceof GraphQLError)) return undefined;
  if (isArgumentFault(cause)) return 'BAD_USER_INPUT';
  const { code } = cause.extensions;
  return isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR' ? code : undefined;
}

/**
 * Whether graphql-js refused the value of an argument while executing: a variable with a default passes for a value that must
 * not be null, and is null nevertheless. Such errors alone have no code and point at a value of the document.
 */
function isArgumentFault({ extensions, nodes: [node] = [] }: GraphQLError): boolean {
  return extensions['code'] === undefined && node !== undefined && isValueNode(node);
}

function hiddenMessage(thrown: unknown, extensions: GraphQLErrorExtensions): string | undefined {
  if (isSchemaFault(extensions)) return HIDDEN_VALIDATION;
  const cause = unwrapResolverError(thrown);
  return cause instanceof GraphQLError && isArgumentFault(cause) ? HIDDEN_ARGUMENT : undefined;
}

function placeOf({
  locations,
  path,
}: GraphQLFormattedError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

function publicExtensions(extensions: GraphQLErrorExtensions | undefined): GraphQLErrorExtensions {
  return Object.fromEntries(
    PUBLIC_EXTENSIONS.map((name) => [name, extensions?.[name]]).filter(
      ([, value]) => typeof value === 'string',
    ),
  ) as GraphQLErrorExtensions;
}

function isSchemaFault(extensions: GraphQLErrorExtensions): boolean {
  const isNamedLimit = 'reason' in extensions || 'validationErrorCode' in extensions;
  return extensions['code'] === 'GRAPHQL_VALIDATION_FAILED' && !isNamedLimit;
}

/** BAD_REQUEST texts are the server's own and quote nothing; the advice in them is longer than the limit. */
function cutMessage(code: ErrorCode, message: string): string {
  return code === 'BAD_REQUEST' ? message : safeText(message, MAX_MESSAGE);
}
