import { globalId } from '../../../schema/global-id.js';
import { accountId, itemId, roomId, videoId } from '../../support/records.js';
import { PRODUCTS } from './rich-scenes.js';

/** An operation that no app sends, with what it shows of explaining. */
export interface FurtherDocument {
  readonly shows: string;
  readonly text: string;
  readonly variables: object;
  /** Whether data let it ask for all that it may; default: they do. */
  readonly reachesBounds?: false;
}

const videos = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => globalId('Video', videoId(from + i)));

/** The third product of the first video: its fourth is read by nobody before. */
const THIRD = Buffer.from(itemId(PRODUCTS + 2)).toString('base64url');
const PRICES_BEHIND = `products(first: 2, after: "${THIRD}") { edges { node { pricing { stale } } } }`;

/** What the committed operations leave out. */
export const FURTHER: readonly FurtherDocument[] = [
  {
    shows: 'the host of the room of an author is that author',
    text: '{ author(id: "ID") { live { author { name live { title } } } } }'.replace(
      'ID',
      globalId('Author', accountId(1)),
    ),
    variables: {},
  },
  {
    shows: 'equal ids under several names are asked for once',
    text: `query ($id: ID!, $ids: [ID!]!) { a: video(id: $id) { title } b: video(id: $id) { author { name } }
      c: videos(ids: $ids) { title } d: node(id: $id) { ... on Video { author { name } } } }`,
    variables: { id: videos(3, 3)[0], ids: [...videos(3, 4), ...videos(3, 3)] },
  },
  {
    shows: 'behind a cursor all products of a video may be needed, of many videos in more than one batch',
    text: `query ($ids: [ID!]!) { videos(ids: $ids) { ${PRICES_BEHIND} } }`,
    variables: { ids: videos(1, 30) },
  },
  {
    shows: 'what a policy does not need and fields below cards do comes a hop later',
    text: `{ feed(sceneId: "home", first: 4) { nodes { ... on VideoCard { video { ${PRICES_BEHIND} } } } } }`,
    variables: {},
    reachesBounds: false,
  },
  {
    shows: 'what @skip and @include leave out is not asked for',
    text: `query ($on: Boolean!, $off: Boolean = false) { video(id: "ID") {
      author @include(if: $off) { name } viewer @skip(if: $on) { liked } products { totalCount } } }`.replace(
      'ID',
      globalId('Video', videoId(1)),
    ),
    variables: { on: true },
  },
  {
    shows: 'the largest page has the largest batches',
    text: `{ feed(sceneId: "home", first: 50) { nodes { ... on VideoCard { video { author { name } viewer { liked }
      products { edges { node { coupons { id } availability { state } } } } } } } } }`,
    variables: {},
  },
  {
    shows: 'ids of other types and broken ones ask for nothing',
    text: '{ a: video(id: "PRODUCT") { title } b: product(id: "nonsense") { title } c: node(id: "ROOM") { id } }'
      .replace('PRODUCT', globalId('Product', itemId(1)))
      .replace('ROOM', globalId('LiveRoom', roomId(1))),
    variables: {},
  },
];
