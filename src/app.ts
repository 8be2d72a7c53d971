import { fastify } from 'fastify';
import { registerDrain } from './startup/drain.js';
import type { ResolvedConfig } from './config.js';

/** One request handed in without a socket. */
export interface InjectedRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

/** The answer to an injected request. */
export interface InjectedAnswer {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  payload: string | Buffer;
}

/** The server, built and not yet listening. */
export interface App {
  listen(): Promise<{ url: string }>;
  inject(request: InjectedRequest): Promise<InjectedAnswer>;
  close(): Promise<void>;
}

/** Stands in until the server is wired: answers `/livez` alone. */
export async function createApp(config: ResolvedConfig): Promise<App> {
  const server = fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  const drain = registerDrain(server);
  server.get('/livez', () => 'ok');
  await server.ready();
  return {
    listen: async () => ({ url: await server.listen({ port: config.port, host: config.host }) }),
    inject: async ({ method, ...rest }) => {
      const { statusCode, headers, rawPayload } = await server.inject({ method: method as 'GET', ...rest });
      return { statusCode, headers, payload: rawPayload };
    },
    close: () => drain.close(),
  };
}
