import { defineConfig, type GatewayPlugin } from '@graphql-hive/gateway';
import { COMPILED_PATH, compiledCount, countCompiled } from '../compiled-count.js';
import { resolvers } from './resolvers.js';

const tellsCompiled: GatewayPlugin = {
  onRequest({ url, fetchAPI, endResponse }) {
    if (url.pathname === COMPILED_PATH) endResponse(new fetchAPI.Response(compiledCount()));
  },
};

/** What hive-gateway is started with. */
export const gatewayConfig = defineConfig({
  graphiql: false,
  landingPage: false,
  logging: 'error',
  jit: process.env['PEER_JIT'] === 'on',
  additionalResolvers: { ...resolvers, Query: { feed: countCompiled(resolvers.Query.feed) } },
  plugins: () => [tellsCompiled],
});
