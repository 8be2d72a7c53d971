import type { LoadRequest } from '../measure/client.js';
import { VIDEOS } from '../stand-in/ranking.js';
import { videoId } from '../stand-in/records.js';

/** One document of so many is large; all others ask for a few fields. */
const LARGE_EVERY = 25;
const SMALL_FIELDS = 4;
const LARGE_FIELDS = 18;
const FIELDS = [
  'title',
  'durationMs',
  'status',
  'publishedAt',
  'tags',
  'orientation',
  'cover { url width height }',
  'category { id name path }',
  'stats { playCount likeCount playCountText }',
  'sources { url format }',
];
const PRODUCTS =
  'products(first: 3) { edges { anchorMs node { id title status detailUrl image { url } shop { id name } } } }';

/**
 * The n-th of many documents, each valid and none like another: its own name, variable, aliases, and fields in their own order.
 */
export function uniqueDocument(index: number): LoadRequest {
  const tag = index.toString(36);
  const isLarge = index % LARGE_EVERY === 0;
  const fields = Array.from({ length: isLarge ? LARGE_FIELDS : SMALL_FIELDS }, (_, place) =>
    isLarge && place % 2 === 0 ? PRODUCTS : (FIELDS[(index * 7 + place * 3) % FIELDS.length] ?? ''),
  );
  const selections = fields.map((field, place) => `f${tag}_${place}: ${field}`).join(' ');
  const id = Buffer.from(`Video:${videoId(index % VIDEOS)}`).toString('base64url');
  return {
    body: JSON.stringify({
      query: `query Q${tag}($id${tag}: ID!) { video(id: $id${tag}) { ${selections} } }`,
      variables: { [`id${tag}`]: id },
    }),
    headers: { 'content-type': 'application/json', 'x-device-id': `d${index % VIDEOS}` },
  };
}
