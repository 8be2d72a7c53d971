import {
  defaultTypeResolver,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isListType,
  isObjectType,
} from 'graphql';
import type {
  GraphQLAbstractType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLResolveInfo,
  GraphQLSchema,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { CompiledRun } from './compiled-run.js';
import { asError, isPromise } from './promises.js';

/** Checks a value before compiled code completes it; throws, or puts Errors into lists, where graphql-js would fail. */
export type CheckValue = (value: unknown, run: CompiledRun, info: GraphQLResolveInfo) => unknown;

/**
 * The check that values of a type need: types of interfaces and unions are resolved, `isTypeOf` is asked, and promises
 * inside lists are awaited where a resolver made the list. Nothing for values that compiled code completes faithfully.
 */
export function checkFor(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  isResolved: boolean,
): CheckValue | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const checkItem = checkFor(schema, nullable.ofType, isResolved);
    return checkItem || isResolved ? present(listCheck(checkItem)) : undefined;
  }
  if (isAbstractType(nullable)) return present(abstractCheck(schema, nullable));
  if (!isObjectType(nullable) || !nullable.isTypeOf) return undefined;
  return present((value, run, info) => when(requireTypeOf(nullable, value, run, info), () => value));
}

/** Goes on with a value, at once when it is there. */
function when<T>(value: unknown, next: (value: unknown) => T): T | PromiseLike<T> {
  return isPromise(value) ? value.then(next) : next(value);
}

function present(check: CheckValue): CheckValue {
  return (value, run, info) => (value == null || value instanceof Error ? value : check(value, run, info));
}

function listCheck(checkItem: CheckValue | undefined): CheckValue {
  return (list, run, info) => {
    if (!isIterable(list)) return list; // reported by compiled code
    const items = Array.isArray(list) ? (list as readonly unknown[]) : [...list];
    if (!checkItem && !items.some(isPromise)) return items;
    const check = (item: unknown) => (checkItem ? checkItem(item, run, info) : item);
    const checked = items.map((item) => {
      try {
        const result = when(item, check);
        return isPromise(result) ? Promise.resolve(result).catch(asError) : result;
      } catch (thrown) {
        return asError(thrown);
      }
    });
    return checked.some(isPromise) ? Promise.all(checked) : checked;
  };
}

function abstractCheck(schema: GraphQLSchema, type: GraphQLAbstractType): CheckValue {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (value, run, info) =>
    when(resolveType(value, run.contextValue, info, type), (name) => {
      const runtimeType = possibleType(schema, type, info, value, name);
      return when(requireTypeOf(runtimeType, value, run, info), () => {
        run.typeNames.set(value, runtimeType.name);
        return value;
      });
    });
}

function requireTypeOf(
  type: GraphQLObjectType,
  value: unknown,
  run: CompiledRun,
  info: GraphQLResolveInfo,
): unknown {
  if (!type.isTypeOf) return undefined;
  return when(type.isTypeOf(value, run.contextValue, info), (isMember) => {
    if (isMember !== true) {
      throw new GraphQLError(`Expected value of type "${type.name}" but got: ${inspect(value)}.`);
    }
  });
}

/** The type that a resolver named, or the error graphql-js raises for what it returned. */
function possibleType(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  info: GraphQLResolveInfo,
  value: unknown,
  name: unknown,
): GraphQLObjectType {
  const must = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${info.parentType.name}.${info.fieldName}"`;
  if (name == null) {
    const remedy = `Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
    throw new GraphQLError(`${must}. ${remedy}`);
  }
  if (typeof name !== 'string') {
    throw new GraphQLError(`${must} with value ${inspect(value)}, received "${inspect(name)}".`);
  }
  const was = `Abstract type "${type.name}" was resolved to a`;
  const runtimeType = schema.getType(name);
  if (!runtimeType) throw new GraphQLError(`${was} type "${name}" that does not exist inside the schema.`);
  if (!isObjectType(runtimeType)) throw new GraphQLError(`${was} non-object type "${name}".`);
  if (schema.isSubType(type, runtimeType)) return runtimeType;
  throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`);
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
