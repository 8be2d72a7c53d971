import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { useGraphQlJit } from '@envelop/graphql-jit';
import { createYoga } from 'graphql-yoga';
import { announce } from './announce.js';
import { COMPILED_PATH, compiledCount } from './compiled-count.js';
import { peerOptions } from './options.js';
import { served } from './served.js';

const options = peerOptions();
const { schema, context } = await served(options);
const yoga = createYoga<{ req: IncomingMessage }>({
  schema,
  graphiql: false,
  landingPage: false,
  logging: 'error',
  context: ({ req }) => context(req.headers),
  plugins: options.jit ? [useGraphQlJit()] : [],
});
const server = createServer((request, response) => {
  if (request.url === COMPILED_PATH) response.end(compiledCount());
  else void yoga(request, response);
});
server.listen(0, '127.0.0.1', () => announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
