import fc from 'fast-check';
import { Pool } from 'undici';
import { globalId } from '../../../schema/global-id.js';
import { UPSTREAM_NAMES } from '../../../datasources/upstreams.js';
import { accountId, itemId, videoId } from '../../support/records.js';
import type { LeakWatch } from './leak-watch.js';
import { CLIENT_HEADERS, PEOPLE, type Person } from './people.js';
import { TROUBLES, type Trouble, type World } from './world-server.js';

/** Requests of one episode. */
export const STEPS = 200;
/** Requests under way at a time. */
const CONCURRENCY = 32;
/** Contents that are nobody's in particular, asked for by everybody. */
const SHARED = 40;

/** One request. NEXT goes on after one's own last page, FOREIGN after the other's; TWIN is sent twice at once. */
export interface Step {
  readonly person: Person;
  readonly kind: 'FEED' | 'NEXT' | 'FOREIGN' | 'TWIN' | 'VIDEO' | 'PRODUCT' | 'AUTHOR';
  /** Which of the shared contents. */
  readonly n: number;
}

/** Requests while some upstreams are in trouble, and in another trouble from the middle on. */
export interface Episode {
  readonly steps: readonly Step[];
  readonly troubles: readonly Trouble[];
  readonly later: readonly Trouble[];
}

/** Seven in ten read by id, which costs little and leaves time for many. */
const KINDS: readonly Step['kind'][] = [
  ...(['FEED', 'NEXT', 'FOREIGN', 'TWIN'] as const),
  ...([
    'VIDEO',
    'VIDEO',
    'VIDEO',
    'VIDEO',
    'VIDEO',
    'PRODUCT',
    'PRODUCT',
    'PRODUCT',
    'AUTHOR',
    'AUTHOR',
  ] as const),
];

const troubles: fc.Arbitrary<Trouble[]> = fc.array(
  fc.record({
    upstream: fc.constantFrom(...UPSTREAM_NAMES),
    kind: fc.constantFrom(...TROUBLES),
    share: fc.constantFrom(0.1, 0.3, 0.3, 1),
  }),
  { maxLength: 3 },
);

/** Any episode. */
export const episodes: fc.Arbitrary<Episode> = fc.record({
  steps: fc.array(
    fc.record({
      person: fc.constantFrom(...PEOPLE),
      kind: fc.constantFrom(...KINDS),
      n: fc.integer({ min: 1, max: SHARED }),
    }),
    { minLength: STEPS, maxLength: STEPS },
  ),
  troubles,
  later: troubles,
});

const FEED = `query ($after: String) { feed(sceneId: "home", first: 3, after: $after) {
  edges { node { id targetUrl ... on VideoCard { recommendReason titleOverride video {
    cover { url } viewer { liked favorited } author { id name viewer { following } } } } } tracking { pvid algoTrace args } }
  pageInfo { endCursor hasNextPage } session { id restarted } serving { tier traceId } } }`;
const VIDEO = 'query ($id: ID!) { video(id: $id) { title viewer { liked favorited } author { name viewer { following } } } }'; // prettier-ignore
const PRODUCT =
  'query ($id: ID!) { product(id: $id) { title pricing { salePrice { amount } } coupons { id } } }';
const AUTHOR =
  'query ($id: ID!) { node(id: $id) { ... on Author { name viewer { following } live { title } } } }';

/** The people of these tests in front of a gateway. */
export class Crowd {
  private readonly pool: Pool;
  private readonly cursors = new Map<Person, string>();

  constructor(
    url: string,
    private readonly world: World,
    private readonly watch: LeakWatch,
  ) {
    this.pool = new Pool(url, { connections: CONCURRENCY * 2 });
  }

  /** Plays an episode: as many workers as a busy gateway has requests, each taking the next step. */
  async play({ steps, troubles: first, later }: Episode): Promise<void> {
    this.world.troubles = first;
    const queue = steps.values();
    let begun = 0;
    const work = async (): Promise<void> => {
      for (const step of queue) {
        if (++begun === STEPS / 2) this.world.troubles = later;
        await this.take(step);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    this.world.troubles = [];
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private async take(step: Step): Promise<void> {
    const { person, kind, n } = step;
    switch (kind) {
      case 'VIDEO':
        return this.ask(person, VIDEO, { id: globalId('Video', videoId(n)) });
      case 'PRODUCT':
        return this.ask(person, PRODUCT, { id: globalId('Product', itemId(n * 3)) });
      case 'AUTHOR':
        return this.ask(person, AUTHOR, { id: globalId('Author', accountId(n)) });
      case 'TWIN':
        await Promise.all([this.ask(person, FEED, {}), this.ask(person, FEED, {})]);
        return;
      default:
        return this.ask(person, FEED, { after: this.cursorFor(step) });
    }
  }

  private cursorFor({ person, kind }: Step): string | null {
    const other = person === 'alice' ? 'bob' : 'alice';
    if (kind === 'NEXT') return this.cursors.get(person) ?? null;
    return kind === 'FOREIGN' ? (this.cursors.get(other) ?? null) : null;
  }

  private async ask(person: Person, query: string, variables: object): Promise<void> {
    const { body, headers } = await this.pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', ...CLIENT_HEADERS[person] },
      body: JSON.stringify({ query, variables }),
    });
    const text = await body.text();
    this.watch.note('requests');
    this.watch.answer(person, `${JSON.stringify(headers)} ${text}`);
    if (person !== 'nobody' && /public/.test(String(headers['cache-control'])))
      this.watch.shared('publicly cacheable answers', text);
    const [, cursor] = /"endCursor":"([^"]+)"/.exec(text) ?? [];
    if (cursor !== undefined) this.cursors.set(person, cursor);
  }
}
