import { globalId } from '../../../schema/global-id.js';
import { accountId, itemId, roomId, shopId, videoId } from '../../support/records.js';
import type { TestGateway } from '../../support/gateway.js';

/** What one operation may cost its upstreams, hop by hop. The table in docs/call-budgets.md is made from this one. */
export interface Budget {
  /** File in test/operations, without `.graphql`. */
  readonly operation: string;
  /** What is asked for, in a few words. */
  readonly asks: string;
  /** Variables, or how to get them from a page before. */
  readonly variables: object | ((gateway: TestGateway, headers: Record<string, string>) => Promise<object>);
  /** Calls by hop for a known viewer: `UPSTREAM endpoint`, with the ids of each call of a batch. */
  readonly hops: readonly (readonly Call[])[];
  readonly after: readonly string[];
}

/** A call; one that is made for viewers with an id only says so. */
type Call = string | ForViewer;

interface ForViewer {
  readonly forViewer: string;
}

const forViewer = (call: string): ForViewer => ({ forViewer: call });

/** The hops of a budget as an anonymous client has them: nobody is asked about nobody. */
export const anonymousHops = ({ hops }: Budget): string[][] =>
  hops.map((hop) => hop.filter((call) => typeof call === 'string')).filter((hop) => hop.length > 0);

/** The hops of a budget as a known viewer has them. */
export const viewerHops = ({ hops }: Budget): string[][] =>
  hops.map((hop) => hop.map((call) => (typeof call === 'string' ? call : call.forViewer)));

/** The variables of a budget, read from a page before where they depend on one. */
export const variablesOf = (
  { variables }: Budget,
  gateway: TestGateway,
  headers: Record<string, string>,
): Promise<object> =>
  typeof variables === 'function' ? variables(gateway, headers) : Promise.resolve(variables);

const WHO_AND_WHAT = [
  'ALGORITHM recommendations',
  forViewer('EXPOSURE exposures'),
  forViewer('ENGAGEMENT viewer-profile'),
];
const SERVED = ['EXPOSURE served'];

const nextPage: Budget['variables'] = async (gateway, headers) => {
  const { data } = await gateway.run('feed-ids', { sceneId: 'home' }, headers);
  return { sceneId: 'home', after: data.feed.pageInfo.endCursor };
};

const many = (count: number, type: 'Video' | 'Product', idOf: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => globalId(type, idOf(index + 1)));

/**
 * One row per operation. Feeds of `home` are videos alone, to `related` the algorithm adds a live room, in `channel` slots
 * place a video, a banner and a live room.
 */
export const BUDGETS: readonly Budget[] = [
  {
    operation: 'feed-full',
    asks: '10 cards of 3 products with everything',
    variables: { sceneId: 'home' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 15'],
      [
        'ACCOUNTS accounts 15',
        'CATALOG items 23+22',
        'PRICING prices 45',
        'INVENTORY stocks 45',
        'LIVE rooms by account 15',
        forViewer('ENGAGEMENT author-states 15'),
        forViewer('ENGAGEMENT video-states 15'),
      ],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-full',
    asks: 'the same with a live room among the candidates',
    variables: { sceneId: 'related' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 14', 'LIVE rooms 1'],
      [
        'ACCOUNTS accounts 15',
        'CATALOG items 21+21',
        'PRICING prices 42',
        'INVENTORY stocks 42',
        'LIVE rooms by account 15',
        forViewer('ENGAGEMENT author-states 15'),
        forViewer('ENGAGEMENT video-states 14'),
      ],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-full',
    asks: 'the same with slots',
    variables: { sceneId: 'channel' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 12', 'LIVE rooms 1'],
      [
        'ACCOUNTS accounts 13',
        'CATALOG items 36',
        'PRICING prices 36',
        'INVENTORY stocks 36',
        'LIVE rooms by account 13',
        forViewer('ENGAGEMENT author-states 13'),
        forViewer('ENGAGEMENT video-states 12'),
      ],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-next-page',
    asks: '10 more small cards with one price',
    variables: nextPage,
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 15'],
      [
        'ACCOUNTS accounts 15',
        forViewer('ENGAGEMENT author-states 15'),
        'CATALOG items 23+22',
        'PRICING prices 45',
      ],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-no-prices',
    asks: '10 cards without prices and stock',
    variables: { sceneId: 'home' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 15'],
      ['ACCOUNTS accounts 15', forViewer('ENGAGEMENT author-states 15'), 'CATALOG items 23+22'],
    ],
    after: SERVED,
  },
  {
    operation: 'snapshot-feed',
    asks: '10 cards as a snapshot holds them',
    variables: { sceneId: 'channel' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 12', 'LIVE rooms 1'],
      ['ACCOUNTS accounts 13', forViewer('ENGAGEMENT author-states 13'), 'CATALOG items 36'],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-author-follow',
    asks: "the viewer's states of 10 cards",
    variables: { sceneId: 'channel' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 12', 'LIVE rooms 1'],
      [
        'ACCOUNTS accounts 13',
        forViewer('ENGAGEMENT author-states 13'),
        forViewer('ENGAGEMENT video-states 8'),
      ],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-ids',
    asks: 'ids of 10 cards',
    variables: { sceneId: 'home' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 15'],
      ['ACCOUNTS accounts 15', forViewer('ENGAGEMENT author-states 15')],
    ],
    after: SERVED,
  },
  {
    operation: 'feed-banners',
    asks: 'what operators placed',
    variables: { sceneId: 'channel' },
    hops: [
      WHO_AND_WHAT,
      ['CONTENT videos 12', 'LIVE rooms 1'],
      ['ACCOUNTS accounts 13', forViewer('ENGAGEMENT author-states 13')],
    ],
    after: SERVED,
  },
  {
    operation: 'scene-slots',
    asks: 'the public part of a scene',
    variables: { id: 'channel' },
    hops: [],
    after: [],
  },
  {
    operation: 'video-detail',
    asks: 'one video with its products',
    variables: { id: globalId('Video', videoId(1)) },
    hops: [
      ['CONTENT videos 1'],
      ['ACCOUNTS accounts 1', 'CATALOG items 3', forViewer('ENGAGEMENT video-states 1')],
      ['PRICING prices 3', 'INVENTORY stocks 3', forViewer('ENGAGEMENT author-states 1')],
    ],
    after: [],
  },
  {
    operation: 'videos-by-ids',
    asks: '50 videos with their authors',
    variables: { ids: many(50, 'Video', videoId) },
    hops: [['CONTENT videos 50'], ['ACCOUNTS accounts 50']],
    after: [],
  },
  {
    operation: 'video-products-page',
    asks: 'the products of one video',
    variables: { id: globalId('Video', videoId(1)), first: 2 },
    hops: [['CONTENT videos 1'], ['CATALOG items 3'], ['PRICING prices 2']],
    after: [],
  },
  {
    operation: 'product-detail',
    asks: 'one product',
    variables: { id: globalId('Product', itemId(3)) },
    hops: [['CATALOG items 1'], ['PRICING prices 1', 'INVENTORY stocks 1']],
    after: [],
  },
  {
    operation: 'product-list',
    asks: '50 products with prices and stock',
    variables: { ids: many(50, 'Product', itemId) },
    hops: [['CATALOG items 25+25'], ['PRICING prices 50', 'INVENTORY stocks 50']],
    after: [],
  },
  {
    operation: 'author-live',
    asks: 'one author',
    variables: { id: globalId('Author', accountId(1)) },
    hops: [['ACCOUNTS accounts 1'], ['LIVE rooms by account 1', forViewer('ENGAGEMENT author-states 1')]],
    after: [],
  },
  {
    operation: 'live-room',
    asks: 'one live room with its host',
    variables: { id: globalId('LiveRoom', roomId(1)) },
    hops: [['LIVE rooms 1'], ['ACCOUNTS accounts 1']],
    after: [],
  },
  {
    operation: 'node-refetch',
    asks: 'one video again',
    variables: { id: globalId('Video', videoId(1)) },
    hops: [['CONTENT videos 1'], [forViewer('ENGAGEMENT video-states 1')]],
    after: [],
  },
  {
    operation: 'nodes-by-id',
    asks: 'one object of each type',
    variables: {
      ids: [
        globalId('Video', videoId(1)),
        globalId('Product', itemId(3)),
        globalId('Author', accountId(1)),
        globalId('Shop', shopId(1)),
        globalId('LiveRoom', roomId(1)),
      ],
    },
    hops: [
      ['CONTENT videos 1', 'CATALOG items 1', 'ACCOUNTS accounts 1', 'ACCOUNTS shops 1', 'LIVE rooms 1'],
      ['PRICING prices 1'],
    ],
    after: [],
  },
];
