import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const OPERATIONS = join(import.meta.dirname, '../../../test/operations');
const PATIENCE_MS = 5_000;

/** Scenes of the sandbox that have a feed of their own. */
const SCENES = ['home', 'channel', 'related'];
/** Few look at a time: a gateway that has much to do lets comparing go. */
const AT_A_TIME = 2;
const FIRST = 20;
/** Other feeds of other clients. */
const FEEDS = ['feed-author-follow', 'feed-banners', 'feed-no-prices', 'feed-ids', 'snapshot-feed'];
const FEW = 5;

const page = z.object({
  data: z.object({
    feed: z.object({
      pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
      edges: z.array(
        z.object({
          node: z.object({
            video: z
              .object({
                id: z.string(),
                products: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }),
              })
              .optional(),
          }),
        }),
      ),
    }),
  }),
});

/** Where viewers look. */
export interface Visit {
  readonly url: string;
  /** Asked before each viewer; false: no more come. */
  readonly goesOn: () => boolean;
  readonly signal: AbortSignal;
}

/**
 * Lets viewers look at a gateway as clients do: two pages of a feed, a video, a product, several of each. Answers that are none
 * are left out: what is compared is counted by the gateway.
 */
export async function visit({ url, goesOn, signal }: Visit): Promise<void> {
  const ask = askAt(url, signal);
  let viewers = 0;
  const look = async (): Promise<void> => {
    while (goesOn() && !signal.aborted) await lookAround(ask, (viewers += 1));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, look));
}

type Ask = (operation: string, viewerId: string, variables: object) => Promise<unknown>;

async function lookAround(ask: Ask, viewer: number): Promise<void> {
  const viewerId = `parity-${viewer}`;
  const sceneId = SCENES[viewer % SCENES.length];
  const read = page.safeParse(await ask('feed-full', viewerId, { sceneId, first: FIRST }));
  if (!read.success) return;
  const { edges, pageInfo } = read.data.data.feed;
  const videos = edges.flatMap(({ node }) => node.video ?? []);
  const products = videos.flatMap((video) => video.products.edges.map(({ node }) => node.id));
  if (pageInfo.hasNextPage)
    await ask('feed-next-page', viewerId, { sceneId, first: FIRST, after: pageInfo.endCursor });
  await ask('videos-by-ids', viewerId, { ids: videos.map(({ id }) => id) });
  await ask('video-detail', viewerId, { id: videos[0]?.id });
  await ask('product-list', viewerId, { ids: products.slice(0, FIRST) });
  await ask('product-detail', viewerId, { id: products[0] });
  await ask('video-products-page', viewerId, { id: videos[0]?.id, first: 3 });
  await ask('nodes-by-id', viewerId, { ids: [videos[0]?.id, products[0]] });
  await ask('node-refetch', viewerId, { id: videos[0]?.id });
  for (const feed of FEEDS) await ask(feed, viewerId, { sceneId, first: FEW });
}

function askAt(url: string, signal: AbortSignal): Ask {
  const texts = new Map<string, string>();
  const textOf = (operation: string): string => {
    const text = texts.get(operation) ?? readFileSync(join(OPERATIONS, `${operation}.graphql`), 'utf8');
    texts.set(operation, text);
    return text;
  };
  return async (operation, viewerId, variables) => {
    try {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-viewer-id': viewerId,
          'x-device-id': viewerId,
          'apollographql-client-name': 'ios',
          'apollographql-client-version': '9.6.0',
        },
        body: JSON.stringify({ query: textOf(operation), variables }),
        signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
      });
      return await response.json();
    } catch {
      return null;
    }
  };
}
