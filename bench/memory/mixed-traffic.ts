import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS_FOLDER } from '../../src/read-trusted-documents.js';
import type { LoadRequest } from '../measure/client.js';
import { anyOf, someOf } from './sandbox-ids.js';

/** Viewers there are: so many callers, sessions and pages are known to the gateway after a while, and no more. */
const VIEWERS = 5_000;
const PLATFORMS = ['ios', 'android', 'harmony', 'web'];
const LIST = 20;

const read = (name: string): string => readFileSync(join(OPERATIONS_FOLDER, `${name}.graphql`), 'utf8');

type Variables = (index: number) => Readonly<Record<string, unknown>>;
const page: Variables = (index) => ({ sceneId: 'home', first: 5 + (index % 16) });
const oneOf =
  (type: 'Video' | 'Product' | 'Author' | 'LiveRoom'): Variables =>
  (index) => ({ id: anyOf(type, index) });

/** The committed operations, each as it is asked. */
const ASKED: readonly (readonly [string, Variables])[] = [
  [read('feed-full'), page],
  [read('feed-next-page'), (index) => ({ ...page(index), after: '', network: 'WIFI', region: 'CN-ZJ' })],
  [read('product-detail'), oneOf('Product')],
  [read('product-list'), (index) => ({ ids: someOf('Product', index, LIST) })],
  [read('feed-ids'), page],
  [read('video-detail'), oneOf('Video')],
  [
    read('nodes-by-id'),
    (index) => ({
      ids: (['Video', 'Product', 'Author', 'LiveRoom'] as const).map((type) => anyOf(type, index)),
    }),
  ],
  [read('videos-by-ids'), (index) => ({ ids: someOf('Video', index, LIST) })],
  [read('author-live'), oneOf('Author')],
  [read('live-room'), oneOf('LiveRoom')],
  [read('scene-slots'), () => ({ id: 'home' })],
  [read('video-products-page'), (index) => ({ id: anyOf('Video', index), first: 5 })],
  [read('feed-author-follow'), page],
  [read('feed-no-prices'), page],
];

const FEED_IDS = read('feed-ids');
/** Refused for their text, their fields, their scene and their variables. */
const REFUSED: readonly ((index: number) => object)[] = [
  () => ({ query: '{ feed(sceneId: ' }),
  (index) => ({ query: `{ field${index} }` }),
  (index) => ({ query: FEED_IDS, variables: { sceneId: `nowhere-${index}` } }),
  () => ({ query: FEED_IDS, variables: { sceneId: ['home'] } }),
];
/** One request of so many is one that is refused; a prime, so that it is another operation each time. */
const REFUSED_EVERY = 11;

/** The n-th request of viewers who ask for everything there is, and of clients that err. */
export function mixedRequest(index: number): LoadRequest {
  const refused = index % REFUSED_EVERY === 0 ? pick(REFUSED, index / REFUSED_EVERY)(index) : null;
  const [query, variables] = pick(ASKED, index);
  return {
    body: JSON.stringify(refused ?? { query, variables: variables(index) }),
    headers: {
      'content-type': 'application/json',
      'x-viewer-id': `u${index % VIEWERS}`,
      'x-device-id': `d${index % VIEWERS}`,
      'apollographql-client-name': pick(PLATFORMS, index),
      'apollographql-client-version': '9.2.0',
    },
  };
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('an empty list');
  return found;
}
