import type { Feed } from './answer.schema.js';
import type { Card } from './sighting.js';

/** A card of a page, reduced to what the report draws. */
export function cardOf(node: Feed['edges'][number]['node']): Card {
  const { contentType: kind, video, room } = node;
  const [first] = video?.products.edges ?? [];
  return {
    kind,
    title: node.titleOverride ?? video?.title ?? room?.title ?? node.title ?? '',
    author: video?.author?.name ?? room?.author?.name ?? null,
    price: first && priceOf(first.node.pricing),
  };
}

const priceOf = (pricing: { salePrice: { amount: string; currencyCode: string } } | null): string | null =>
  pricing && `${pricing.salePrice.amount} ${pricing.salePrice.currencyCode}`;
