import { feedOf, type Question } from './ask.js';
import { PAGE_SIZE, PAGES, type Received } from './judge.js';

/** A question with what its judge has to know. */
export type Turn = Question &
  (
    | { readonly kind: 'page'; readonly pageNumber: number; readonly cameFrom: string | null }
    | { readonly kind: 'product' }
  );

/** Viewers that are looking at a page before they turn to the next. */
const LOOKING = 5;
/** Every so many turns, somebody opens a product instead. */
const PRODUCT_EVERY = 10;
const SCENE = 'home';

/** Viewers who page through the feed, a few at a time; each leaves after some pages and another comes. */
export class Crowd {
  private readonly looking: Turn[] = [];
  private turns = 0;
  private viewers = 0;
  private lastProduct: string | null = null;

  /** Who asks next, and what. */
  next(): Turn {
    this.turns += 1;
    if (this.turns % PRODUCT_EVERY === 0 && this.lastProduct !== null)
      return this.openProduct(this.lastProduct);
    return (this.looking.length >= LOOKING ? this.looking.shift() : undefined) ?? this.arrive();
  }

  /** Takes what came back: the viewer looks at it, and will ask for the next page. */
  heard(turn: Turn, received: Received): void {
    const feed = feedOf(received);
    if (turn.kind === 'product' || !feed) return;
    const [product] = feed.edges.flatMap(({ node }) => node.video?.products.edges ?? []);
    if (product) this.lastProduct = product.node.id;
    const { endCursor } = feed.pageInfo;
    if (turn.pageNumber === PAGES || endCursor === null || feed.edges.length === 0) return;
    this.looking.push({
      ...turn,
      pageNumber: turn.pageNumber + 1,
      cameFrom: feed.serving.tier,
      variables: { ...turn.variables, after: endCursor },
    });
  }

  private arrive(): Turn {
    this.viewers += 1;
    const variables = { sceneId: SCENE, first: PAGE_SIZE, after: null };
    const viewerId = `drill-${this.viewers}`;
    return { kind: 'page', operation: 'feed-full', variables, viewerId, pageNumber: 1, cameFrom: null };
  }

  private openProduct(id: string): Turn {
    return {
      kind: 'product',
      operation: 'product-detail',
      variables: { id },
      viewerId: `drill-${this.viewers}`,
    };
  }
}
