import 'reflect-metadata';
import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { countCompiled } from './compiled-count.js';
import type { PeerOptions } from './options.js';
import { createClient } from './upstream/client.js';

/** What every server needs: a schema and the context of a request. */
export interface Served {
  readonly schema: GraphQLSchema;
  readonly context: (headers: IncomingHttpHeaders) => object;
}

/** The schema and client that were asked for; a schema that is to be compiled counts how often it was. */
export async function served(options: PeerOptions): Promise<Served> {
  const made = await make(options);
  const feed = made.schema.getQueryType()?.getFields()['feed'];
  if (options.jit && feed?.resolve) feed.resolve = countCompiled(feed.resolve);
  return made;
}

/** Loads one of the schemas; the others are not even read. */
async function make({ schema, client }: PeerOptions): Promise<Served> {
  const post = createClient(client);
  if (schema === 'documented') {
    const { documentedSchema } = await import('./documented/schema.js');
    const { createContext } = await import('./context.js');
    return { schema: await documentedSchema(), context: (headers) => createContext(post, headers) };
  }
  const { createLeanContext } = await import('./lean/context.js');
  const context = (headers: IncomingHttpHeaders) => createLeanContext(post, headers);
  if (schema === 'lean') {
    const { leanSchema } = await import('./lean/schema.js');
    return { schema: await leanSchema(), context };
  }
  const { sdlSchema } = await import('./sdl/schema.js');
  return { schema: sdlSchema(), context };
}
