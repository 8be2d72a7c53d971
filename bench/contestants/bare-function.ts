import { Pool } from 'undici';

/**
 * The yardstick of cold starts: Node and undici alone. It makes the calls that the gateway's first page needs, the slot plan's
 * among them, and joins their records; without GraphQL, without a check of what comes.
 */

type Headers = Readonly<Record<string, string>>;
/** Records by id. */
interface Batch<T = object> {
  readonly results: Readonly<Record<string, T>>;
}
interface Video {
  readonly videoId: string;
  readonly authorId: string;
  readonly products: readonly { readonly itemId: string }[];
}
interface Ranking {
  readonly items: readonly { readonly contentId: string; readonly contentType: string }[];
}
interface Profile {
  readonly region: string;
  readonly crowds: readonly string[];
}

/** Nobody signs a session here. */
const SESSION_ID = 'Zk3vQ0m1T2y5b8cD4eF6gA';
const COUNT = 10;
const PRODUCTS = 3;
const ITEMS_PER_CALL = 40;
const LIST = { count: COUNT, cursor: null, filterIds: [], unservedIds: [], relatedTo: [] };
const CONTEXT = {
  region: null,
  network: 'UNKNOWN',
  platform: 'UNKNOWN',
  appVersion: null,
  refresh: 'INITIAL',
};

const pools = new Map<string, Pool>();

function poolOf(service: string): Pool {
  let pool = pools.get(service);
  if (!pool) {
    pool = new Pool(process.env[`${service}_URL`] ?? '', { connections: 128, pipelining: 1 });
    pools.set(service, pool);
  }
  return pool;
}

async function call(service: string, path: string, who: Headers = {}, body?: object): Promise<unknown> {
  const answer = await poolOf(service).request({
    method: body ? 'POST' : 'GET',
    path,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...who },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.statusCode !== 200) throw new Error(`${service} ${path}: ${answer.statusCode}`);
  return answer.body.json();
}

const batch = (service: string, path: string, body: object, who?: Headers): Promise<Batch> =>
  call(service, path, who, body) as Promise<Batch>;

async function rankedVideos(sceneId: string, who: Headers) {
  const [ranking, profile] = (await Promise.all([
    call('ALGORITHM', '/recommendations', who, {
      sceneId,
      sessionId: SESSION_ID,
      ...LIST,
      context: CONTEXT,
    }),
    call('ENGAGEMENT', '/viewer-profile', who),
    call('EXPOSURE', '/exposures?days=7&limit=500', who),
  ])) as [Ranking, Profile, unknown];
  const idsOf = (type: string) =>
    ranking.items.filter(({ contentType }) => contentType === type).map(({ contentId }) => contentId);
  const [ids, roomIds] = [idsOf('shortvideo'), idsOf('live')];
  const [videos, rooms] = await Promise.all([
    batch('CONTENT', '/videos:batchGet', { ids }) as Promise<Batch<Video>>,
    roomIds.length > 0 ? batch('LIVE', '/rooms:batchGet', { ids: roomIds }) : { results: {} },
  ]);
  return {
    profile,
    videos: ids.flatMap((id) => videos.results[id] ?? []),
    rooms: Object.values(rooms.results),
  };
}

async function page(sceneId: string, who: Headers): Promise<object> {
  await Promise.all([call('SLOTS', '/scenes'), call('SLOTS', '/emergency-offline')]);
  const plan = await call('SLOTS', `/slot-plans/${sceneId}`);
  const { profile, videos, rooms } = await rankedVideos(sceneId, who);
  const authors = { ids: [...new Set(videos.map(({ authorId }) => authorId))] };
  const items = { ids: [...new Set(videos.flatMap(itemsOf))].slice(0, ITEMS_PER_CALL) };
  const { region, crowds } = profile;
  const [products, prices, stocks, accounts, onAir, states, follows] = await Promise.all([
    batch('CATALOG', '/items:batchGet', items),
    batch('PRICING', '/prices:batchGet', { ...items, channel: 'APP', region, crowds }),
    batch('INVENTORY', '/stocks:batchGet', items),
    batch('ACCOUNTS', '/accounts:batchGet', authors),
    batch('LIVE', '/rooms:batchGetByAccount', authors),
    batch('ENGAGEMENT', '/video-states:batchGet', { ids: videos.map(({ videoId }) => videoId) }, who),
    batch('ENGAGEMENT', '/author-states:batchGet', authors, who),
  ]);
  const product = (id: string) => ({
    ...products.results[id],
    price: prices.results[id],
    stock: stocks.results[id],
  });
  const cards = videos.map((video) => ({
    ...video,
    author: {
      ...accounts.results[video.authorId],
      room: onAir.results[video.authorId],
      viewer: follows.results[video.authorId],
    },
    products: itemsOf(video).map(product),
    viewer: states.results[video.videoId],
  }));
  const edges = [...cards, ...rooms].map((node, position) => ({ position, node }));
  return { data: { feed: { edges, plan } } };
}

const itemsOf = ({ products }: Video): string[] => products.slice(0, PRODUCTS).map(({ itemId }) => itemId);

/** Answers the event of one HTTP request for a feed, as AWS Lambda hands it over. */
export async function handler(event: { body: string; headers: Record<string, string> }) {
  const { variables } = JSON.parse(event.body) as { variables: { sceneId: string } };
  const { 'x-viewer-id': viewer = '', 'x-device-id': device = '' } = event.headers;
  const answer = await page(variables.sceneId, { 'x-viewer-id': viewer, 'x-device-id': device });
  return { statusCode: 200, headers: {}, body: JSON.stringify(answer) };
}
