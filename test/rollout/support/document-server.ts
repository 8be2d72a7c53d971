import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Never answers. */
export const HANG: Answer = () => undefined;

/** Answers with a status and a text. */
export const say =
  (status: number, text = ''): Answer =>
  (_, response) =>
    void response.writeHead(status).end(text);

/** A server on loopback whose documents tests change as they go. */
export class DocumentServer {
  /** Answers by path; others are 404. */
  readonly documents = new Map<string, Answer>();
  /** Headers of the requests so far, by path. */
  readonly requests = new Map<string, IncomingMessage['headers'][]>();
  private readonly server = createServer((request, response) => {
    const path = request.url ?? '';
    this.requests.set(path, [...(this.requests.get(path) ?? []), request.headers]);
    (this.documents.get(path) ?? say(404))(request, response);
  });

  /** Resolves to its origin. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
