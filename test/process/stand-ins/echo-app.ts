import { fastify } from 'fastify';
import type { App } from '../../../src/app.js';

/** A server whose answers show what arrived: `/graphql` in JSON, `/binary` in bytes with cookies, `/broken` not at all. */
export function createEchoApp(): App {
  const server = fastify({ logger: false });
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: ({ method, query, body, headers }, reply) =>
      reply.header('x-list', ['a', 'b']).send({
        method,
        query,
        body,
        cookie: headers.cookie,
        viewer: headers['x-viewer-id'],
        multi: headers['x-multi'],
        deadlineMs: headers['x-deadline-ms'],
        shadow: headers['x-shadow'],
      }),
  });
  server.get('/binary', (_request, reply) =>
    reply
      .header('set-cookie', ['a=1; Path=/', 'b=2; Path=/'])
      .type('application/octet-stream')
      .send(Buffer.from([0, 255, 254, 128])),
  );
  return {
    deadlineMs: 800,
    listen: async () => ({ url: await server.listen({ port: 0, host: '127.0.0.1' }) }),
    inject: async ({ method, ...rest }) => {
      const { statusCode, headers, rawPayload } = await server.inject({ method: method as 'GET', ...rest });
      return { statusCode, headers, payload: rawPayload };
    },
    rollout: () => null,
    close: () => server.close(),
  };
}
