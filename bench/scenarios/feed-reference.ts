import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, executeSync, parse } from 'graphql';
import { rankedFor } from '../stand-in/ranking.js';
import { itemRecord, videoId, videoRecord, type ItemRecord, type VideoRecord } from '../stand-in/records.js';
import { FEED_QUERY, PAGE_SIZE } from './feed-query.js';

/**
 * The right answer to the feed query: graphql-js executes it over the emitted schema, on plain objects made from the records of
 * the stand-in. No contestant has a part in it.
 */

const SCHEMA = join(import.meta.dirname, '../../../schema/schema.graphql');
const schema = buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValid: true });
const document = parse(FEED_QUERY);

/** The `data` that the viewer of a request is to get in a scene. */
export function feedData(viewer: string, sceneId = 'home'): unknown {
  const edges = rankedFor(sceneId, viewer, PAGE_SIZE).map((index, position) => ({
    position,
    node: cardOf(videoRecord(videoId(index), 0)),
  }));
  const rootValue = { feed: { edges, pageInfo: { hasNextPage: true } } };
  const variableValues = { sceneId, first: PAGE_SIZE };
  return executeSync({ schema, document, rootValue, variableValues }).data;
}

const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');

function cardOf(video: VideoRecord): object {
  return {
    __typename: 'VideoCard',
    id: globalId('VideoCard', video.videoId),
    contentType: 'VIDEO',
    video: {
      id: globalId('Video', video.videoId),
      title: video.title,
      cover: { url: video.coverUrl, width: video.width, height: video.height },
      durationMs: video.durationMs,
      orientation: 'PORTRAIT',
      status: 'NORMAL',
      publishedAt: new Date(video.publishAt).toISOString(),
      category: categoryOf(video),
      tags: video.tags,
      stats: {
        playCount: video.counters.play,
        likeCount: video.counters.like,
        playCountText: `${(Math.floor(video.counters.play / 1_000) / 10).toString()}万`,
      },
      products: {
        edges: video.products.map(({ itemId, anchorMs }, place) => ({
          primary: place === 0,
          anchorMs,
          node: productOf(itemRecord(itemId)),
        })),
      },
    },
  };
}

function categoryOf({ categoryPath, categoryName }: VideoRecord): object {
  const path = categoryPath.split('_').map((id) => globalId('Category', id));
  return { id: path.at(-1), name: categoryName, path };
}

const productOf = (item: ItemRecord): object => ({
  id: globalId('Product', item.itemId),
  title: item.title,
  shortTitle: item.shortTitle,
  image: { url: item.imageUrl, width: null, height: null },
  status: item.status,
  detailUrl: item.detailUrl,
  soldCount30d: item.sold30d,
  soldCountText: String(item.sold30d),
  shop: { id: globalId('Shop', item.shop.shopId), ...item.shop },
});
