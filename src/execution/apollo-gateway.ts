import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { ExecutionResult, GraphQLSchema } from 'graphql';

type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** One validated request as Apollo Server hands it over. */
export type GatewayRequest = Parameters<GatewayExecutor>[0];

/**
 * Presents a schema and an executor to Apollo Server as a gateway: the only way version 5 takes an executor. (The option
 * `executor` of former versions is ignored without a word.)
 */
export function apolloGateway(
  schema: GraphQLSchema,
  executor: (request: GatewayRequest) => Promise<ExecutionResult>,
): GatewayInterface {
  let announce: ((schema: GraphQLSchema) => void) | undefined;
  return {
    onSchemaLoadOrUpdate: (callback) => {
      announce = (apiSchema) => callback({ apiSchema, coreSupergraphSdl: '' });
      return () => {
        announce = undefined;
      };
    },
    load: () => {
      announce?.(schema);
      return Promise.resolve({ executor });
    },
    stop: () => Promise.resolve(),
  };
}
