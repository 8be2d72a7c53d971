import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { videoEdges } from './documents.js';

/** What the stand-in answers; tests change it as they go. */
export interface Feed {
  /** All items, paged as they are asked for. */
  edges: unknown[];
  serving: { tier: string; degraded: boolean; configVersion: string };
  /** Which tier makes a page, by what it is asked with; default: that of `serving`. */
  tierFor: ((headers: IncomingHttpHeaders) => string) | undefined;
  /** Beside the data. */
  extensions: object | undefined;
  /** Instead of the data. */
  errors: object[] | undefined;
}

/** One page that was asked for. */
export interface FeedCall {
  readonly headers: IncomingHttpHeaders;
  readonly variables: { sceneId: string; first: number; after: string | null };
}

/** A gateway that answers `feed` out of a list, over HTTP. */
export interface FeedServer {
  readonly url: string;
  readonly feed: Feed;
  readonly calls: readonly FeedCall[];
}

/** Starts one with a feed of 60 good videos; it is closed after the test. */
export async function startFeedServer(test: Pick<TestContext, 'after'>): Promise<FeedServer> {
  const feed: Feed = {
    edges: videoEdges(60),
    serving: { tier: 'PRIMARY', degraded: false, configVersion: '412.7' },
    tierFor: undefined,
    extensions: undefined,
    errors: undefined,
  };
  const calls: FeedCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as Pick<FeedCall, 'variables'>;
      calls.push({ headers: request.headers, variables });
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer(feed, variables, feed.tierFor?.(request.headers))));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  test.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, feed, calls };
}

function answer(
  { edges, serving, extensions, errors }: Feed,
  { first, after }: FeedCall['variables'],
  tier = serving.tier,
): object {
  if (errors) return { data: null, errors };
  const start = Number(after ?? 0);
  const end = Math.min(start + first, edges.length);
  const pageInfo = { hasNextPage: end < edges.length, endCursor: String(end) };
  return {
    data: { feed: { serving: { ...serving, tier }, pageInfo, edges: edges.slice(start, end) } },
    extensions,
  };
}
