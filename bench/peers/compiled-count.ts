import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';

/** Path at which a peer that compiles tells how often compiled code ran. */
export const COMPILED_PATH = '/bench/compiled';

let times = 0;

/** How often compiled code executed an operation, as JSON. */
export const compiledCount = (): string => JSON.stringify({ times });

/** Counts executions of graphql-jit: what it tells resolvers of their path lacks the type's name, which graphql-js gives. */
export function countCompiled(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['feed'];
  const resolve = field?.resolve;
  if (!field || !resolve) throw new Error('there is no feed to count');
  field.resolve = (root, args, context, info: GraphQLResolveInfo) => {
    if (info.path.typename === undefined) times++;
    return resolve(root, args, context, info);
  };
}
