import Fastify from 'fastify';
import { mercurius, type MercuriusLoaders } from 'mercurius';
import { announce } from './announce.js';
import { COMPILED_PATH, compiledCount } from './compiled-count.js';
import { peerOptions } from './options.js';
import { served } from './served.js';

const options = peerOptions();
const { schema, context } = await served(options);
const app = Fastify();
await app.register(mercurius, {
  schema,
  context: (request) => context(request.headers),
  ...(options.loaders === 'mercurius' && { loaders: await loaders() }),
  ...(options.jit && { jit: 1 }),
});
app.get(COMPILED_PATH, () => compiledCount());
announce(await app.listen({ port: 0, host: '127.0.0.1' }));

/** The loaders of the schema, in mercurius' form. */
async function loaders(): Promise<MercuriusLoaders> {
  const { loaders } =
    options.schema === 'documented'
      ? await import('./documented/loaders.js')
      : await import('./lean/loaders.js');
  return loaders as unknown as MercuriusLoaders;
}
