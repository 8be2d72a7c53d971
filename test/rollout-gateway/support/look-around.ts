import { createHash } from 'node:crypto';
import { operationText, type Answer, type TestGateway } from '../../support/gateway.js';
import { viewerOf } from './shadowed.js';

/** A client whose version tells what it asked from what others did. */
export const clientOf = (version: string) => ({
  'apollographql-client-name': 'ios',
  'apollographql-client-version': version,
});

/** Asks every committed operation once, as one viewer who found the ids in a feed. */
export async function lookAround(gateway: TestGateway, viewer: number, version: string): Promise<void> {
  const headers = { ...viewerOf(viewer), ...clientOf(version) };
  const ask = (operation: string, variables: object): Promise<Answer> =>
    gateway.run(operation, variables, headers);
  const feed = { sceneId: 'channel', first: 6 }; // where slots place the same items in both rankings
  const { data } = await ask('feed-full', feed);
  const videos = data.feed.edges.flatMap(({ node }: any) => node.video ?? []);
  const [video] = videos;
  const ids = videos.map(({ id }: { id: string }) => id);
  const products = video.products.edges.map(({ node }: any) => node.id);
  await ask('feed-next-page', { ...feed, after: data.feed.pageInfo.endCursor });
  await ask('videos-by-ids', { ids });
  await ask('video-detail', { id: video.id });
  await ask('video-products-page', { id: video.id, first: 3 });
  await ask('product-list', { ids: products });
  await ask('product-detail', { id: products[0] });
  await ask('nodes-by-id', { ids: [video.id, products[0], video.author.id] });
  await ask('node-refetch', { id: video.id });
  await ask('author-live', { id: video.author.id });
  await ask('scene-slots', { id: 'home' });
  for (const operation of [
    'feed-author-follow',
    'feed-banners',
    'feed-no-prices',
    'feed-ids',
    'snapshot-feed',
  ])
    await ask(operation, feed);
}

/** How figures call a committed operation that is not registered. */
export function labelOf(operation: string): string {
  const text = operationText(operation);
  const hash = createHash('sha256').update(text).digest('hex');
  return `${/^query (\w+)/m.exec(text)?.[1] ?? 'without a name'} (${hash.slice(0, 8)})`;
}
