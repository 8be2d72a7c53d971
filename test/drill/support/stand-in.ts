import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A GraphQL answer, and the HTTP status it is sent with. */
export interface Reply {
  readonly status?: number;
  readonly body: unknown;
}

/** What answers depend on. */
export interface Asked {
  /** Names of the upstreams that have faults now. */
  readonly broken: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly isProduct: boolean;
}

/** A gateway and the administration behind it, over HTTP, in place of real ones. */
export interface StandIn {
  readonly url: string;
  readonly adminUrl: string;
  /** Faults in force. */
  readonly faults: Map<string, { kind: string; forMs?: number }[]>;
  /** Calls to the administration so far, `PUT /faults/PRICING`. */
  readonly calls: string[];
  /** Is told the faults that are about to be set; when it throws, the connection breaks instead. */
  onBreak: (upstream: string, faults: readonly { kind: string; forMs?: number }[]) => void;
  close(): Promise<void>;
}

const PAGE = 10;
const product = { id: 'p1', pricing: price(), availability: { state: 'IN_STOCK' } };

function price() {
  return { salePrice: { amount: '39.90', currencyCode: 'CNY' } };
}

/** A full page of videos with one product each; parts may be replaced. */
export function page(
  parts: { items?: number; tier?: string; title?: string; hasNextPage?: boolean; pricing?: null } = {},
): { data: { feed: object } } {
  const { items = PAGE, tier = 'PRIMARY', title = 'Linen curtain', hasNextPage = true } = parts;
  const node = {
    id: 'v1',
    contentType: 'VIDEO',
    video: {
      title,
      author: { name: 'Anna' },
      products: { edges: [{ node: parts.pricing === null ? { ...product, pricing: null } : product }] },
    },
  };
  return {
    data: {
      feed: {
        edges: Array.from({ length: items }, () => ({ node })),
        pageInfo: { hasNextPage, endCursor: items === 0 ? null : 'c1' },
        session: { restarted: false },
        serving: { tier },
      },
    },
  };
}

/** The row of an answer whose field came from elsewhere. */
export const degraded = (coordinate: string, source: string | null, items = 1) => ({
  extensions: { degraded: { v: 1, fields: [{ coordinate, source, reason: 'UPSTREAM_ERROR', items }] } },
});

/** A healthy answer to either question. */
export const healthy = ({ isProduct }: Asked): Reply => ({
  body: isProduct ? { data: { product } } : page(),
});

/** Starts both; `upstreams` are those that can be broken. */
export async function startStandIn(
  answer: (asked: Asked) => Reply = healthy,
  upstreams: readonly string[] = ['PRICING', 'CATALOG', 'LEGACY'],
): Promise<StandIn> {
  const faults = new Map<string, { kind: string; forMs?: number }[]>(upstreams.map((name) => [name, []]));
  const calls: string[] = [];
  const gateway = createServer((request, response) => {
    if (request.url === '/livez') return void response.end('ok');
    void readJson(request)
      .then(({ query, variables }) => {
        const broken = upstreams.filter((name) => faults.get(name)?.length);
        const { status = 200, body } = answer({
          broken,
          variables,
          isProduct: /query ProductDetail/.test(query),
        });
        send(response, status, body);
      })
      .catch(() => response.destroy());
  });
  const administration = createServer((request, response) => {
    const { method = '', url = '' } = request;
    calls.push(`${method} ${url}`);
    const name = url.replace('/faults', '').slice(1);
    if (name !== '' && !upstreams.includes(name)) {
      send(response, 404, { error: 'unknown service' });
      return;
    }
    if (method === 'DELETE') for (const each of upstreams) faults.set(each, []);
    void readJson(request)
      .then((body) => {
        if (method === 'PUT') {
          standIn.onBreak(name, body);
          faults.set(name, body);
        }
        send(response, 200, Object.fromEntries(faults));
      })
      .catch(() => response.destroy());
  });
  const servers = [gateway, administration];
  const [url = '', adminUrl = ''] = await Promise.all(
    servers.map(
      (server) =>
        new Promise<string>((resolve) =>
          server.listen(0, '127.0.0.1', () =>
            resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
          ),
        ),
    ),
  );
  const close = async () => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
  const standIn: StandIn = { url, adminUrl, faults, calls, onBreak: () => undefined, close };
  return standIn;
}

const readJson = async (request: IncomingMessage): Promise<any> => {
  const body = await text(request);
  return body === '' ? null : JSON.parse(body);
};

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
