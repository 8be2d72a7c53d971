import type { GraphQLResolveInfo } from 'graphql';

/** Path at which a peer that compiles tells how often compiled code ran. */
export const COMPILED_PATH = '/bench/compiled';

let times = 0;

/** How often compiled code executed an operation, as JSON. */
export const compiledCount = (): string => JSON.stringify({ times });

type Resolve<R, A, C, T> = (root: R, args: A, context: C, info: GraphQLResolveInfo) => T;

/**
 * Counts executions of graphql-jit: what it tells a resolver of its path lacks the type's name, which graphql-js gives. To be put
 * around the resolver of the root field.
 */
export const countCompiled =
  <R, A, C, T>(resolve: Resolve<R, A, C, T>): Resolve<R, A, C, T> =>
  (root, args, context, info) => {
    if (info.path.typename === undefined) times++;
    return resolve(root, args, context, info);
  };
