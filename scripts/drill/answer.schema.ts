import { z } from 'zod';

/** What the drill reads of an answer to `feed-full` and `product-detail`. Loose: an answer that lacks it was no page. */
const money = z.object({ amount: z.string(), currencyCode: z.string() });

const product = z.object({
  id: z.string(),
  pricing: z.object({ salePrice: money }).nullable(),
  availability: z.object({ state: z.string() }),
});

const node = z.object({
  id: z.string(),
  contentType: z.enum(['VIDEO', 'LIVE', 'BANNER']),
  title: z.string().nullish(),
  titleOverride: z.string().nullish(),
  room: z.object({ title: z.string(), author: z.object({ name: z.string() }).nullish() }).optional(),
  video: z
    .object({
      title: z.string(),
      author: z.object({ name: z.string() }).nullable(),
      products: z.object({ edges: z.array(z.object({ node: product })) }),
    })
    .optional(),
});

const feed = z.object({
  edges: z.array(z.object({ node })),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  session: z.object({ restarted: z.boolean() }),
  serving: z.object({ tier: z.string() }),
});

const error = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});

const row = z.object({
  coordinate: z.string(),
  source: z.string().nullable(),
  reason: z.string(),
  items: z.number().default(1),
});

/** A GraphQL answer to either operation. */
export const answer = z.object({
  data: z.object({ feed: feed.nullish(), product: product.nullish() }).nullish(),
  errors: z.array(error).min(1).optional(),
  extensions: z.object({ degraded: z.object({ fields: z.array(row) }).optional() }).optional(),
});

/** What was read of it. */
export type Answer = z.infer<typeof answer>;
/** A page. */
export type Feed = z.infer<typeof feed>;
/** A product, on a page or by itself. */
export type Product = z.infer<typeof product>;
