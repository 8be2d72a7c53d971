import type { GraphQLField, GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { checkFor } from './check-value.js';
import type { CompiledInfo, CompiledRun } from './compiled-run.js';
import { asError, isPromise, SafePromise } from './promises.js';

/**
 * The resolver of a field as compiled code calls it: arguments and variables are put in, the original runs, and its
 * value is checked. It never throws and never rejects: failures are Error values. Nothing for a plain property whose
 * value needs no check, so that compiled code reads it inline.
 */
export function adaptResolver(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
): GraphQLFieldResolver<unknown, unknown> | undefined {
  const { name } = field;
  const check = checkFor(schema, field.type, field.resolve !== undefined);
  if (!field.resolve && !check) return undefined;
  const resolve = field.resolve ?? ((source: unknown) => (source as Record<string, unknown>)[name]);
  return (source, _arguments, context, compiledInfo) => {
    const run = context as CompiledRun;
    const info = compiledInfo as unknown as CompiledInfo;
    info.variableValues = run.variables;
    try {
      const value = resolve(source, info.argumentsFor(run.variables), run.contextValue, info);
      if (isPromise(value)) return new SafePromise(value, check && ((late) => check(late, run, info)));
      const checked = check ? check(value, run, info) : value;
      return isPromise(checked) ? new SafePromise(checked) : checked;
    } catch (thrown) {
      const error = asError(thrown);
      (run.thrownAtOnce ??= new Set()).add(error);
      return error;
    }
  };
}
