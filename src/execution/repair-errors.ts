import { GraphQLError, isListType, isNonNullType, locatedError } from 'graphql';
import type { ExecutionResult, GraphQLOutputType } from 'graphql';
import type { CompiledRun } from './compiled-run.js';
import { leafFailureIn } from './leaf-failure.js';
import type { PlannedField } from './operation-plan.js';
import { ordinalOf } from './written-plan.js';

type Path = readonly (string | number)[];

/** An error of compiled code with what the plan knows about it. */
interface PlacedError {
  readonly error: GraphQLError;
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
 * inside a place after that had become null. `fields` are the planned fields by ordinal.
 */
export function repairErrors(
  result: ExecutionResult,
  fields: readonly PlannedField[],
  run: CompiledRun,
): ExecutionResult {
  const byPlace = new Map<string, PlacedError>();
  for (const error of result.errors ?? []) {
    const ordinal = ordinalOf(error.locations?.[0]);
    const field = fields[ordinal];
    const path = error.path ?? [];
    const place = field ? nulledPlace(field, path) : path;
    const key = place.join('.');
    if (byPlace.has(key)) continue;
    const isAtOnce = run.thrownAtOnce?.has(error.originalError) ?? false;
    byPlace.set(key, { error, field, ordinal, path, place, isAtOnce });
  }
  const kept = [...byPlace.values()].filter((late) =>
    late.place.every((_part, depth) => {
      const around = byPlace.get(late.place.slice(0, depth).join('.'));
      return !around || !isTooLate(late, around);
    }),
  );
  const errors = kept.map(({ error, field, path }) =>
    locatedError(causeOf(error, field), field?.nodes, path),
  );
  return { ...result, errors };
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
  const leaf = leafFailureIn(error.message);
  if (leaf) return leaf.thrown;
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
