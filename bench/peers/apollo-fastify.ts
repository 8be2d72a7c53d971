import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { announce } from './announce.js';
import { COMPILED_PATH, compiledCount } from './compiled-count.js';
import { compiledGateway } from './compiled-gateway.js';
import { peerOptions } from './options.js';
import { served } from './served.js';

const options = peerOptions();
const { schema, context } = await served(options);
const fastify = Fastify();
const apollo = new ApolloServer<object>({
  ...(options.jit ? { gateway: compiledGateway(schema) } : { schema }),
  plugins: [
    fastifyApolloDrainPlugin(fastify),
    ...(options.cacheControl ? [] : [ApolloServerPluginCacheControlDisabled()]),
  ],
});
await apollo.start();
await fastify.register(fastifyApollo<object>(apollo), {
  context: async (request) => context(request.headers),
});
fastify.get(COMPILED_PATH, () => compiledCount());
announce(await fastify.listen({ port: 0, host: '127.0.0.1' }));
