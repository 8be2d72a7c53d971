import { degradedOf } from './__generated__/degraded.js';
import { FeedFullDocument } from './__generated__/graphql.js';
import type { FeedFullQuery } from './__generated__/graphql.js';
import { execute } from './execute.js';

type Card = FeedFullQuery['feed']['edges'][number]['node'];
type VideoCard = Extract<Card, { __typename: 'VideoCard' }>;
type Product = VideoCard['video']['products']['edges'][number]['node'];

/**
 * Shows one page of a scene in `list` and returns the cursor of the next one, or null at the end.
 * @param after what the last call returned; absent for the first page
 */
export async function showFeedPage(
  list: HTMLElement,
  sceneId: string,
  after?: string,
): Promise<string | null> {
  const result = await execute(FeedFullDocument, { sceneId, first: 10, after: after ?? null });
  if (!result.data) throw new Error(result.errors?.[0]?.message ?? 'The feed did not answer');
  const { edges, pageInfo, session } = result.data.feed;
  const cards = edges.map(({ node }) => renderCard(node));
  // A session that could not be continued is a new list: appending to the old one would repeat cards.
  if (after === undefined || session.restarted) list.replaceChildren(...cards);
  else list.append(...cards);
  // A list for everybody is no place for words such as "chosen for you".
  list.classList.toggle('for-everybody', degradedOf(result, 'Query.feed')?.personalized === false);
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}

function renderCard(card: Card): HTMLElement {
  const link = element('a', 'card');
  link.href = card.targetUrl;
  link.append(...contentOf(card));
  return link;
}

function contentOf(card: Card): HTMLElement[] {
  switch (card.__typename) {
    case 'VideoCard':
      return videoContent(card);
    case 'LiveCard':
      return [
        picture(card.room.cover.url, card.room.title),
        element('h3', 'title', card.room.title),
        ...optional('viewers', card.room.viewerCountText),
      ];
    case 'BannerCard':
      return [picture(card.image.url, card.title ?? '')];
  }
}

function videoContent(card: VideoCard): HTMLElement[] {
  const { video } = card;
  const title = card.titleOverride ?? video.title;
  const [primary] = video.products.edges;
  return [
    picture((card.coverOverride ?? video.cover).url, title),
    element('h3', 'title', title),
    ...optional('author', video.author?.name),
    ...optional('plays', video.stats?.playCountText),
    ...optional('reason', card.recommendReason),
    ...(primary ? productContent(primary.node) : []),
  ];
}

function productContent(product: Product): HTMLElement[] {
  const price = product.pricing?.finalPrice ?? product.pricing?.salePrice;
  return [
    element('span', 'product', product.shortTitle ?? product.title),
    ...optional('price', price && `${price.currencyCode} ${price.amount}`),
  ];
}

/** What is null is not known: it is hidden, never shown as 0 or as an empty box. */
function optional(className: string, text: string | null | undefined): HTMLElement[] {
  return text == null ? [] : [element('span', className, text)];
}

function picture(url: string, alt: string): HTMLImageElement {
  return Object.assign(element('img', 'picture'), { src: url, alt, loading: 'lazy' as const });
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
