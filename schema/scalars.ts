import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';

const ISO_UTC_MS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** An instant: epoch milliseconds (or a Date) inside the gateway, ISO 8601 UTC with milliseconds outside. */
export const DateTimeScalar = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description:
    'An instant as an ISO 8601 string in UTC with milliseconds, for example `2026-11-11T12:00:00.000Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize(value) {
    if (typeof value !== 'number' && !(value instanceof Date)) throw refused('DateTime');
    const date = new Date(value);
    if (Number.isNaN(date.getTime())) throw refused('DateTime');
    return date.toISOString();
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(stringOf(node)),
});

/** An absolute https URL; data sources check their URLs when they parse, so serialising only checks the type. */
export const UrlScalar = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute https URL.',
  serialize: (value) => (typeof value === 'string' ? value : refuse('URL')),
  parseValue: parseUrl,
  parseLiteral: (node) => parseUrl(stringOf(node)),
});

/** A decimal number as a string. A JavaScript number is refused: it may already have lost cents. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description: 'A decimal number as a string, never a float, for example `39.90`.',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(stringOf(node)),
});

/** A flat object of strings. */
export const JsonObjectScalar = new GraphQLScalarType<Readonly<Record<string, string>>>({
  name: 'JSONObject',
  description:
    'A flat JSON object with string values. Used only for tracking arguments that clients pass on unread.',
  serialize: parseFlatObject,
  parseValue: parseFlatObject,
  parseLiteral: (node) =>
    node.kind === Kind.OBJECT
      ? parseFlatObject(
          Object.fromEntries(node.fields.map(({ name, value }) => [name.value, stringOf(value)])),
        )
      : refuse('JSONObject'),
});

function parseInstant(value: unknown): number {
  if (typeof value !== 'string' || !ISO_UTC_MS.test(value)) throw refused('DateTime');
  const ms = Date.parse(value);
  // Date.parse rolls 30 February over into March; the round trip refuses it.
  if (Number.isNaN(ms) || new Date(ms).toISOString() !== value) throw refused('DateTime');
  return ms;
}

function parseUrl(value: unknown): string {
  if (typeof value !== 'string' || !URL.canParse(value)) throw refused('URL');
  return new URL(value).protocol === 'https:' ? value : refuse('URL');
}

function parseDecimal(value: unknown): string {
  return typeof value === 'string' && DECIMAL.test(value) ? value : refuse('Decimal');
}

function parseFlatObject(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refused('JSONObject');
  for (const entry of Object.values(value)) if (typeof entry !== 'string') throw refused('JSONObject');
  return value as Readonly<Record<string, string>>;
}

function stringOf(node: ValueNode): unknown {
  return node.kind === Kind.STRING ? node.value : undefined;
}

/** The value stays out of the message: it may be long, or private. */
function refused(scalar: string): GraphQLError {
  return new GraphQLError(`This value is not a valid ${scalar}.`);
}

function refuse(scalar: string): never {
  throw refused(scalar);
}
