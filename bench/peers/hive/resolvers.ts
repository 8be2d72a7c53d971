import type { GraphQLResolveInfo } from 'graphql';
import { categoryOf, countText, globalId, orientationOf } from '../upstream/values.js';
import type { ItemRecord, Ranking, VideoRecord } from '../upstream/wire.js';
import { itemOf, rankingOf, videoOf, type FeedArguments, type HiveContext } from './subgraphs.js';

interface Edge {
  readonly itemId: string;
}

interface Card {
  readonly contentId: string;
}

/** Fields that no subgraph has. */
export const resolvers = {
  Query: {
    async feed(root: unknown, args: FeedArguments, context: HiveContext, info: GraphQLResolveInfo) {
      const { items, hasMore }: Ranking = await rankingOf(root, args, context, info);
      const edges = items.map(({ contentId }, position) => ({ position, node: { contentId } }));
      return { edges, pageInfo: { hasNextPage: hasMore } };
    },
  },
  VideoCard: {
    id: ({ contentId }: Card) => globalId('VideoCard', contentId),
    contentType: () => 'VIDEO',
    video: (card: Card, _args: object, context: HiveContext, info: GraphQLResolveInfo) =>
      videoOf(card.contentId, card, context, info),
  },
  Video: {
    id: ({ videoId }: VideoRecord) => globalId('Video', videoId),
    cover: ({ coverUrl, width, height }: VideoRecord) => ({ url: coverUrl, width, height }),
    orientation: ({ width, height }: VideoRecord) => orientationOf(width, height),
    publishedAt: ({ publishAt }: VideoRecord) => new Date(publishAt).toISOString(),
    category: ({ categoryPath, categoryName }: VideoRecord) => categoryOf(categoryPath, categoryName),
    stats: ({ counters: { play, like } }: VideoRecord) => ({
      playCount: play,
      likeCount: like,
      playCountText: countText(play),
    }),
    products: ({ products }: VideoRecord, { first }: { first: number }) => ({
      edges: products.slice(0, first).map((product, index) => ({ ...product, primary: index === 0 })),
    }),
  },
  VideoProductEdge: {
    node: (edge: Edge, _args: object, context: HiveContext, info: GraphQLResolveInfo) =>
      itemOf(edge.itemId, edge, context, info),
  },
  Product: {
    id: ({ itemId }: ItemRecord) => globalId('Product', itemId),
    image: ({ imageUrl }: ItemRecord) => ({ url: imageUrl }),
    soldCount30d: ({ sold30d }: ItemRecord) => sold30d,
    soldCountText: ({ sold30d }: ItemRecord) => countText(sold30d),
  },
  Shop: {
    id: ({ shopId }: ItemRecord['shop']) => globalId('Shop', shopId),
  },
};
