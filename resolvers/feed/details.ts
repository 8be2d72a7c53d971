import type { Author } from '../../schema/author.type.js';
import type { Availability } from '../../schema/availability.type.js';
import type { Product } from '../../schema/product.type.js';
import type { MixOutput } from '../../mixing/mix.types.js';
import type { Outcome } from '../../datasources/chain/outcome.js';
import type { AuthorState } from '../../datasources/engagement/engagement.contract.js';
import { authorRecord, authorRoom, authorState } from '../author.chains.js';
import type { GatewayContext } from '../gateway-context.js';
import { productPricing, productRecord, productStock } from '../product.chains.js';
import { productWindow } from '../video-products.js';
import { videoViewer } from '../video.chains.js';
import { roomOf, videoOf, type Contents } from './contents.js';
import type { Needs } from './needs.js';

/** What mixing judges contents by, beyond the contents themselves. Empty where a service was not asked or failed. */
export interface Details {
  readonly authors: ReadonlyMap<string, Outcome<Author>>;
  readonly authorStates: ReadonlyMap<string, Outcome<AuthorState>>;
  readonly products: ReadonlyMap<string, Outcome<Product>>;
  readonly stocks: ReadonlyMap<string, Outcome<Availability>>;
}

/** What is known before any details are: enough to guess which pins a page will have. */
export const NO_DETAILS: Details = {
  authors: new Map(),
  authorStates: new Map(),
  products: new Map(),
  stocks: new Map(),
};

const NONE: ReadonlyMap<string, never> = new Map<string, never>();

/**
 * Asks, in one turn, everything that the page may need about its candidates, and waits only for what mixing judges by.
 * Authors are asked for all candidates; the rest for the `head`, the ones likely to be placed: deeper ones that get placed are
 * hydrated by their fields.
 */
export async function readDetails(
  keys: readonly string[],
  head: readonly string[],
  contents: Contents,
  needs: Needs,
  ctx: GatewayContext,
): Promise<Details> {
  const { serving, deadline } = ctx.datasources;
  const end = deadline.tier('PRIMARY');
  const itemIds = itemsOf(head, contents, needs);
  const accountIds = accountsOf(keys, contents);
  const judgedBy = Promise.all([
    serving.resolveAll(authorRecord, accountIds, end),
    ctx.viewer.viewerId === null ? NONE : serving.resolveAll(authorState, accountIds, end),
    needs.productsFirst ? serving.resolveAll(productRecord, itemIds, end) : NONE,
    needs.stocksFirst ? serving.resolveAll(productStock, itemIds, end) : NONE,
  ]);
  prefetchFields(head, contents, needs, ctx);
  const [authors, authorStates, products, stocks] = await judgedBy;
  return { authors, authorStates, products, stocks };
}

/** Begins to read, in one turn, what the cards of a finished page will ask for one level after the other. */
export function prefetchDetails(
  { items }: Pick<MixOutput, 'items'>,
  contents: Contents,
  needs: Needs,
  ctx: GatewayContext,
): void {
  prefetchFields(
    items.map(({ key }) => key),
    contents,
    needs,
    ctx,
  );
}

/** What was asked for already in the request is not asked for again. */
function prefetchFields(
  keys: readonly string[],
  contents: Contents,
  needs: Needs,
  { datasources: { serving } }: GatewayContext,
): void {
  const itemIds = itemsOf(keys, contents, needs);
  serving.prefetch(productRecord, itemIds);
  if (needs.stocks) serving.prefetch(productStock, itemIds);
  if (needs.offers) serving.prefetchField(productPricing, itemIds);
  if (needs.authorRooms) serving.prefetch(authorRoom, accountsOf(keys, contents));
  if (needs.videoStates)
    serving.prefetchField(
      videoViewer,
      keys.flatMap((key) => videoOf(key, contents)?.videoId ?? []),
    );
}

/** Ids of the products that videos show, as many of each as the page needs. */
function itemsOf(keys: readonly string[], contents: Contents, { products }: Needs): string[] {
  if (products === 0) return [];
  const videos = keys.flatMap((key) => videoOf(key, contents) ?? []);
  return videos.flatMap((video) => productWindow(video, products).map(({ itemId }) => itemId));
}

/** Account ids behind contents, each once. */
function accountsOf(keys: readonly string[], contents: Contents): string[] {
  const ids = keys.map((key) => videoOf(key, contents)?.authorId ?? roomOf(key, contents)?.accountId ?? null);
  return [...new Set(ids.filter((id) => id !== null))];
}
