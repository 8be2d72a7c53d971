import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readBundle, type Bundle } from './bundle.js';
import { ASSETS_PATH, CONTENT_SECURITY_POLICY, renderPage } from './page.js';

const BUILT = join(import.meta.dirname, '../../playground');

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const ASSET_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
};

/** Where the playground comes from and whether it is served. */
export interface PlaygroundOptions {
  /** Off wherever clients outside the team can call. */
  enabled: boolean;
  /** Folder of the built files. */
  folder?: string;
}

/**
 * Serves GraphiQL to browsers that open `/graphql`, and its files. All other requests to `/graphql` pass through.
 * To be called on the root instance, before or after the routes of the API.
 */
export function registerPlayground(
  server: FastifyInstance,
  { enabled, folder = BUILT }: PlaygroundOptions,
): void {
  if (!enabled) return;
  // Read on first use: the start does not wait for it, and the API runs where only the sources were compiled.
  let bundle: Bundle | null = null;
  const getBundle = () => (bundle ??= readBundle(folder));

  server.addHook('onRequest', async (request, reply) => {
    if (!isBrowserOpening(request)) return undefined;
    return reply.headers(PAGE_HEADERS).send(renderPage(getBundle()));
  });

  server.get<{ Params: { name: string } }>(`${ASSETS_PATH}/:name`, async (request, reply) => {
    const asset = getBundle().assets.get(request.params.name);
    if (!asset) {
      reply.callNotFound();
      return reply;
    }
    const etag = `"${asset.name}"`;
    void reply.headers({ ...ASSET_HEADERS, etag });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    return reply.type(asset.contentType).send(asset.content);
  });
}

/** A browser asks for a page by name; a client of the API asks for JSON, or for anything. */
function isBrowserOpening({ method, url, headers }: FastifyRequest): boolean {
  const isPage = url === '/graphql' || url.startsWith('/graphql?');
  return method === 'GET' && isPage && headers.accept?.includes('text/html') === true;
}
