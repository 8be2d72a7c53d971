import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { UpstreamName } from '../../datasources/upstreams.js';

/** One call that reached a fake upstream. */
export interface FakeCall {
  readonly upstream: UpstreamName;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `ids` of a batch body; empty for other calls. */
  readonly ids: readonly string[];
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  /** On the monotonic clock, ms. */
  readonly startedAt: number;
  /** When the answer was sent or the caller went away; null while it runs. */
  endedAt: number | null;
  /** The caller closed the connection before the answer was sent. */
  aborted: boolean;
}

/** What a handler answers. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as it is. */
  readonly body: string | Buffer;
}

/** Answers a call. Undefined: the handler has written to the response itself, or wants silence. */
export type Handler = (
  call: FakeCall,
  response: ServerResponse,
) => Reply | undefined | Promise<Reply | undefined>;

/** A JSON answer. */
export const json = (
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});

/** A failure with the common error body. */
export const failure = (status: number, headers: Readonly<Record<string, string>> = {}): Reply =>
  json(
    { error: { code: 'UNAVAILABLE', message: `fake ${status}`, retryable: status >= 500 } },
    status,
    headers,
  );

/** Whether a path is this one or below it; `/` covers all. */
export const covers = (prefix: string, path: string): boolean =>
  path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);

/** Turns of the event loop in which a call that was sent is connected, accepted and read, with some to spare. */
const TURNS = 12;

/** One upstream on loopback: handlers by path prefix, the newest first, over its defaults. */
export class FakeServer {
  private readonly routes: { prefix: string; handler: Handler }[] = [];
  private delays: { prefix: string; ms: number }[] = [];
  private readonly server = createServer((request, response) => void this.serve(request, response));

  constructor(
    private readonly upstream: UpstreamName,
    private readonly calls: FakeCall[],
    private readonly defaults: Handler,
  ) {}

  /** Starts listening; resolves to the base URL. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  on(prefix: string, handler: Handler): void {
    this.routes.unshift({ prefix, handler });
  }

  delay(ms: number, prefix: string): void {
    this.delays.unshift({ prefix, ms });
  }

  reset(): void {
    this.routes.length = 0;
    this.delays = [];
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await this.record(request);
    if (!call) return;
    response.once('close', () => {
      call.endedAt = performance.now();
      call.aborted = !response.writableFinished;
    });
    await this.wait(call.path);
    const handler = this.routes.find(({ prefix }) => covers(prefix, call.path))?.handler ?? this.defaults;
    const reply = await handler(call, response);
    if (reply && !response.destroyed) response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  private async wait(path: string): Promise<void> {
    const ms = this.delays.find(({ prefix }) => covers(prefix, path))?.ms ?? 0;
    if (ms === 0) return;
    await sleep(ms);
    // A machine that stood still fires timers before it reads sockets: calls sent beside this one come in first.
    for (let i = 0; i < TURNS; i++) await turn();
  }

  /** Notes a call once its body is here; null when the caller went away before. */
  private async record(request: IncomingMessage): Promise<FakeCall | null> {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return null;
    }
    const url = new URL(request.url ?? '/', 'http://fake');
    const body = chunks.length === 0 ? undefined : (JSON.parse(Buffer.concat(chunks).toString()) as unknown);
    const call: FakeCall = {
      upstream: this.upstream,
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      ids: idsOf(body),
      body,
      headers: request.headers,
      startedAt,
      endedAt: null,
      aborted: false,
    };
    this.calls.push(call);
    return call;
  }
}

function idsOf(body: unknown): readonly string[] {
  const ids = typeof body === 'object' && body !== null && 'ids' in body ? body.ids : [];
  return Array.isArray(ids) ? (ids as string[]) : [];
}
