import { GraphQLError, isListType, isNonNullType, locatedError } from 'graphql';
import type { ExecutionResult, GraphQLOutputType } from 'graphql';
import { leafFailureIn } from './leaf-failure.js';
import type { PlannedField } from './operation-plan.js';

type Path = readonly (string | number)[];

/**
 * Turns the errors of graphql-jit into those graphql-js would have raised: real GraphQLErrors with the nodes of the
 * client's document, the original error and its extensions, and one error for each place that became null.
 * `fields` are the planned fields by ordinal.
 */
export function repairErrors(result: ExecutionResult, fields: readonly PlannedField[]): ExecutionResult {
  const errors: GraphQLError[] = [];
  const nulled = new Set<string>();
  for (const error of result.errors ?? []) {
    const field = fields[error.locations?.[0]?.line ?? -1];
    const path = error.path ?? [];
    const place = field ? nulledPlace(field, path).join('.') : undefined;
    if (place !== undefined && nulled.has(place)) continue;
    if (place !== undefined) nulled.add(place);
    errors.push(locatedError(causeOf(error, field), field?.nodes, path));
  }
  return { ...result, errors };
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

/** The place that the error turns into null: the field itself, or its nearest ancestor that may be null. */
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
