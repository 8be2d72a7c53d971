import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { announce } from './announce.js';
import { peerOptions } from './options.js';
import { served } from './served.js';

const { schema, context } = await served(peerOptions());
const server = new ApolloServer({ schema });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => context(req.headers),
});
announce(url);
