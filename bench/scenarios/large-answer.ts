import type { LoadRequest } from '../measure/client.js';
import type { Question } from '../measure/question.js';
import { VIDEOS } from '../stand-in/ranking.js';
import { itemId, PRODUCTS_PER_VIDEO, videoId, videoRecord } from '../stand-in/records.js';

/** Fields at the root and ids of each: with the three objects below every product, they use up all that one operation may cost. */
const ROOTS = 10;
const IDS = 50;
const ITEMS = VIDEOS * PRODUCTS_PER_VIDEO;

const FIELDS =
  'id title shortTitle status detailUrl soldCount30d soldCountText image { url } category { id name } shop { id name }';
const places = Array.from({ length: ROOTS }, (_, place) => place);
const QUERY = `query Large(${places.map((place) => `$i${place}: [ID!]!`).join(' ')}) { ${places
  .map((place) => `p${place}: products(ids: $i${place}) { ${FIELDS} }`)
  .join(' ')} }`;

/** Bytes that every such answer has at least. */
export const LARGE_BYTES = 180_000;

const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64url');
const json = { 'content-type': 'application/json' };

/** 500 products with 12 values each, other ones for every index. */
export function largeRequest(index: number): LoadRequest {
  const first = index * ROOTS * IDS;
  const idsOf = (root: number) =>
    Array.from({ length: IDS }, (_, at) => globalId('Product', itemId((first + root * IDS + at) % ITEMS)));
  const variables = Object.fromEntries(places.map((place) => [`i${place}`, idsOf(place)]));
  return { body: JSON.stringify({ query: QUERY, variables }), headers: json };
}

const videoOf = (index: number): string => videoId(index % VIDEOS);

/** The title of one video: what somebody else waits for meanwhile. */
export const PROBE: Question = {
  path: '/graphql',
  request: (index) => ({
    body: JSON.stringify({
      query: 'query Probe($id: ID!) { video(id: $id) { title } }',
      variables: { id: globalId('Video', videoOf(index)) },
    }),
    headers: json,
  }),
  leastBytes: 40,
  expected: (index) => ({ video: { title: videoRecord(videoOf(index), 0).title } }),
};
