import type { Answer, Feed, Product } from './answer.schema.js';
import { cardOf } from './card.js';
import { originsOf } from './origins.js';
import type { Judgement, Verdict } from './sighting.js';

/** Items that a viewer asks for at once. */
export const PAGE_SIZE = 10;
/**
 * From so many on a page is full: a live room that went off air may leave its place on a page of LEGACY, which has no others to
 * fill it with. The list goes on behind it.
 */
const FULL_FROM = 9;
/** Pages that a viewer looks at: no list of any tier may end before, the packaged one has 40 items. */
export const PAGES = 3;
/** Cards that are kept for the report. */
const DRAWN = 4;

/** What came over HTTP: a status and, when it could be read, an answer; or why there was none. */
export type Received =
  { readonly status: number; readonly answer: Answer | null } | { readonly failure: string };

/** Judges a page: `pageNumber` counts from 1 within the session. */
export function judgePage(received: Received, pageNumber: number): Judgement {
  const feed = answerOf(received)?.data?.feed;
  const [verdict, wrong] = verdictOf(received, feed, pageNumber);
  const products = (feed?.edges ?? []).flatMap(({ node }) => node.video?.products.edges ?? []);
  return {
    ...judgementOf(
      received,
      products.map(({ node }) => node),
    ),
    verdict,
    wrong,
    tier: feed?.serving.tier ?? null,
    cards: (feed?.edges ?? []).slice(0, DRAWN).map(({ node }) => cardOf(node)),
  };
}

/** Judges a read of a product that is known to exist. */
export function judgeProduct(received: Received): Judgement {
  const product = answerOf(received)?.data?.product;
  const failure = failureOf(received);
  const code = answerOf(received)?.errors?.[0]?.extensions?.code;
  const isTold = code === 'UPSTREAM_UNAVAILABLE';
  const [verdict, wrong]: [Verdict, string | null] =
    failure !== null
      ? [isTold ? 'unavailable' : 'error', failure]
      : product
        ? ['full', null]
        : ['error', 'null: as if there were no such product'];
  return { ...judgementOf(received, product ? [product] : []), verdict, wrong, tier: null, cards: [] };
}

function verdictOf(
  received: Received,
  feed: Feed | null | undefined,
  pageNumber: number,
): [Verdict, string | null] {
  const failure = failureOf(received);
  const items = feed?.edges.length ?? 0;
  if (items === 0) return ['blank', failure ?? 'no items'];
  if (failure !== null) return ['error', failure];
  if (items < FULL_FROM) return ['short', `${items} of ${PAGE_SIZE} items`];
  const ended = feed?.pageInfo.hasNextPage === false && pageNumber < PAGES;
  return ended ? ['short', `the list ended after ${pageNumber * PAGE_SIZE} items`] : ['full', null];
}

/** Why an answer as a whole is no good; null: it is. */
function failureOf(received: Received): string | null {
  if ('failure' in received) return received.failure;
  if (received.status !== 200) return `HTTP ${received.status}`;
  if (received.answer === null) return 'an answer that cannot be read';
  const [error] = received.answer.errors ?? [];
  return error ? `${error.extensions?.code ?? 'an error'}: ${error.message}` : null;
}

function judgementOf(
  received: Received,
  products: readonly Product[],
): Pick<Judgement, 'degraded' | 'prices' | 'stock'> {
  const degraded = answerOf(received)?.extensions?.degraded?.fields ?? [];
  const of = (coordinate: string) => degraded.find((row) => row.coordinate === coordinate);
  const unpriced = products.filter(({ pricing }) => pricing === null).length;
  const unknown = products.filter(({ availability }) => availability.state === 'UNKNOWN').length;
  return {
    degraded,
    prices: originsOf(products.length, unpriced, of('Product.pricing')),
    stock: originsOf(products.length, unknown, of('Product.availability')),
  };
}

const answerOf = (received: Received): Answer | null => ('answer' in received ? received.answer : null);
