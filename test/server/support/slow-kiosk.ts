import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import type { GraphqlServerOptions, RequestScope } from '../../../src/server/options.js';
import { startKiosk, type KioskAnswer, type KioskServer } from './kiosk-server.js';

/** Long enough for all requests of a test to arrive while the first is executed. */
const TAKES_MS = 150;

/** A kiosk whose answers are everybody's and take a while. */
export interface SlowKiosk extends KioskServer {
  /** Requests that were executed. */
  readonly executed: () => number;
  /** Sends the same at the same time, so many times. */
  together(query: string, times: number, headers?: Record<string, string>): Promise<readonly KioskAnswer[]>;
}

const slow = {
  type: GraphQLString,
  resolve: async () => {
    await sleep(TAKES_MS);
    return 'at last';
  },
};
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { look: slow } }),
  mutation: new GraphQLObjectType({ name: 'Mutation', fields: { buy: slow } }),
});

/** Starts one; each execution sets a cookie of its own. */
export async function startSlowKiosk(options: Partial<GraphqlServerOptions> = {}): Promise<SlowKiosk> {
  let executed = 0;
  const createContext = (): RequestScope => {
    const headers = { 'set-cookie': `n=${++executed}`, 'x-kept': 'yes' };
    return {
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      outcome: () => ({ personal: false, headers }),
      afterResponse: () => undefined,
    };
  };
  const kiosk = await startKiosk({ schema, createContext, ...options });
  return {
    ...kiosk,
    executed: () => executed,
    together: (query, times, headers) =>
      Promise.all(Array.from({ length: times }, () => kiosk.post({ query }, headers))),
  };
}
