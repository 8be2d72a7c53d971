import { GraphQLError, isListType, isNonNullType, locatedError } from 'graphql';
import type { ExecutionResult, GraphQLOutputType } from 'graphql';
import type { CompiledRun } from './compiled-run.js';
import type { Misfit } from './complete-answer.js';
import type { PlannedField } from './operation-plan.js';
import { ordinalOf } from './written-plan.js';

type Path = readonly (string | number)[];

/** An error of compiled code, or of a leaf behind it, with what the plan knows about it. */
interface PlacedError {
  /** What was thrown. */
  readonly cause: unknown;
  readonly field: PlannedField | undefined;
  /** Position of the field in the plan. */
  readonly ordinal: number;
  readonly path: Path;
  /** What the error turns into null: the field itself, or its nearest ancestor that may be null. */
  readonly place: Path;
  /** Whether the resolver itself failed, without anything to wait for. */
  readonly isAtOnce: boolean;
}

/**
 * Turns the errors of graphql-jit into those graphql-js would have raised: real GraphQLErrors with the nodes of the
 * client's document, the original error and its extensions, one for each place that became null, and none that arose
 * inside a place after that had become null. `fields` are the planned fields by ordinal; the place of a failed leaf becomes null.
 */
export function repairErrors(
  result: ExecutionResult,
  fields: readonly PlannedField[],
  run: CompiledRun,
  misfits: readonly Misfit[],
): ExecutionResult {
  const byPlace = new Map<string, PlacedError>();
  let { data } = result;
  const add = (cause: unknown, field: PlannedField | undefined, path: Path, isAtOnce: boolean): void => {
    const place = field ? nulledPlace(field, path) : path;
    const key = place.join('.');
    const ordinal = field ? fields.indexOf(field) : -1;
    const placed: PlacedError = { cause, field, ordinal, path, place, isAtOnce };
    const known = byPlace.get(key);
    if (!known || isTooLate(known, placed)) byPlace.set(key, placed);
  };
  for (const error of result.errors ?? []) {
    const field = fields[ordinalOf(error.locations?.[0])];
    const isAtOnce = run.thrownAtOnce?.has(error.originalError) ?? false;
    add(causeOf(error, field), field, error.path ?? [], isAtOnce);
  }
  const reported = new Set((result.errors ?? []).map(({ path = [] }) => path.join('.')));
  for (const { cause, field, path } of misfits)
    if (!reported.has(path.join('.'))) add(cause, field, path, false); // its null stands for an error that is known
  for (const { place } of byPlace.values()) data = withNull(data, place);
  const kept = [...byPlace.values()].filter((late) =>
    late.place.every((_part, depth) => {
      const around = byPlace.get(late.place.slice(0, depth).join('.'));
      return !around || !isTooLate(late, around);
    }),
  );
  const errors = kept.map(({ cause, field, path }) => locatedError(cause, field?.nodes, path));
  return { ...result, errors, ...(data !== undefined && { data }) };
}

/** The data with null at a place, changed in place; null where the place is all of it. */
function withNull(data: ExecutionResult['data'], place: Path): ExecutionResult['data'] {
  const last = place.at(-1);
  if (last === undefined) return null;
  let holder: unknown = data;
  for (const part of place.slice(0, -1)) holder = (holder as Record<string | number, unknown> | null)?.[part];
  if (holder != null) (holder as Record<string | number, unknown>)[last] = null;
  return data;
}

/**
 * Whether an error arose inside the place that another error turned into null, and after that. Compiled code does not record
 * the order, so it is told from where the two paths part: graphql-js leaves out the fields after one that fails at once,
 * waits for those before it, and otherwise the failure that waits for fewer resolvers comes first.
 */
function isTooLate(late: PlacedError, cause: PlacedError): boolean {
  const parting = late.path.findIndex((part, at) => part !== cause.path[at]);
  const causeWaits = resolversBelow(cause, parting);
  if (causeWaits > 0) return resolversBelow(late, parting) > causeWaits;
  const [part, causePart] = [late.path[parting], cause.path[parting]];
  return typeof part === 'number' && typeof causePart === 'number'
    ? part > causePart
    : late.ordinal > cause.ordinal;
}

/** Resolvers that had to finish before an error arose, below the first `depth` parts of its path. */
function resolversBelow({ field, path, isAtOnce }: PlacedError, depth: number): number {
  let count = isAtOnce ? -1 : 0;
  let length = path.findLastIndex((part) => typeof part === 'string');
  for (let holder = field; holder && length >= depth; holder = holder.parent) {
    if (holder.field.resolve) count++;
    length = path.slice(0, length).findLastIndex((part) => typeof part === 'string');
  }
  return count;
}

function causeOf(error: GraphQLError, field: PlannedField | undefined): unknown {
  if (error.originalError) return error.originalError;
  const coordinate = field ? `${field.parentType.name}.${field.field.name}` : 'unknown';
  return error.message.startsWith('Expected Iterable')
    ? new GraphQLError(`Expected Iterable, but did not find one for field "${coordinate}".`)
    : new Error(error.message);
}

function nulledPlace(field: PlannedField, path: Path): Path {
  let place = path;
  for (let holder: PlannedField | undefined = field; holder; holder = holder.parent) {
    const keyAt = place.findLastIndex((part) => typeof part === 'string');
    for (; place.length > keyAt; place = place.slice(0, -1)) {
      if (!isNonNullType(typeAt(holder.field.type, place.length - 1 - keyAt))) return place;
    }
  }
  return place;
}

/** The type of a field's value inside `depth` lists. */
function typeAt(type: GraphQLOutputType, depth: number): GraphQLOutputType {
  if (depth === 0) return type;
  const nullable = isNonNullType(type) ? type.ofType : type;
  return isListType(nullable) ? typeAt(nullable.ofType, depth - 1) : nullable;
}
