import * as z from 'zod';
import { ServingTier } from '../../schema/serving.type.js';
import type { Variant } from '../../datasources/snapshot/document.schema.js';
import type { Ask } from './ask.js';
import { PublishRefusal } from './publish-reason.js';
import { isLiveCard } from './item-rules.js';
import { publishOperation } from './snapshot-operation.js';

const PAGE_SIZE = 20;
/** A feed that gives no items must not be asked for ever. */
const MOST_PAGES = 20;

/** Publishing gives way to viewers, has time, and is nobody's visit: no service counts it. */
const NOBODY_WAITS = { 'x-priority': 'background', 'x-deadline-ms': '3000', 'x-shadow': '1' };

const degradedRow = z.object({ coordinate: z.string(), items: z.int().default(1) });
const answerRecord = z.object({
  data: z.object({
    feed: z.object({
      serving: z.object({ tier: z.enum(ServingTier), degraded: z.boolean(), configVersion: z.string() }),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      edges: z.array(z.unknown()),
    }),
  }),
  extensions: z.object({ degraded: z.object({ fields: z.array(degradedRow) }).optional() }).optional(),
});

type FeedAnswer = z.infer<typeof answerRecord>;

/** Where one page came from. */
export interface FeedPage {
  readonly tier: ServingTier;
  /** The list was made with less than its normal inputs. */
  readonly degraded: boolean;
  readonly configVersion: string;
  /** Fields that a fallback answered, with the number of items concerned. */
  readonly degradedFields: readonly z.infer<typeof degradedRow>[];
}

/** The pages of one session, joined. */
export interface CollectedFeed {
  readonly pages: readonly FeedPage[];
  /** As answered, live cards included. */
  readonly edges: readonly unknown[];
}

/**
 * Pages through the feed of a scene as somebody of whom nothing is known, until there are `wanted` items that are no live cards
 * or the list ends.
 * @throws PublishRefusal FEED_FAILED
 */
export async function collectFeed(
  ask: Ask,
  sceneId: string,
  variant: Variant,
  wanted: number,
): Promise<CollectedFeed> {
  const pages: FeedPage[] = [];
  const edges: unknown[] = [];
  let after: string | null = null;
  do {
    const { data, extensions } = await askPage(ask, { sceneId, first: PAGE_SIZE, after }, variant);
    pages.push({ ...data.feed.serving, degradedFields: extensions?.degraded?.fields ?? [] });
    edges.push(...data.feed.edges);
    const { hasNextPage, endCursor } = data.feed.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (
    after !== null &&
    pages.length < MOST_PAGES &&
    edges.filter((edge) => !isLiveCard(edge)).length < wanted
  );
  return { pages, edges };
}

async function askPage(ask: Ask, variables: object, variant: Variant): Promise<FeedAnswer> {
  const headers = {
    ...NOBODY_WAITS,
    ...(variant === 'all' ? {} : { 'apollographql-client-name': variant }),
  };
  try {
    const body = await ask(publishOperation(), { ...variables }, headers);
    if (typeof body === 'object' && body !== null && 'errors' in body)
      throw new Error(`the feed answered with errors: ${JSON.stringify(body.errors).slice(0, 500)}`);
    return answerRecord.parse(body);
  } catch (error) {
    throw new PublishRefusal(['FEED_FAILED'], { cause: error });
  }
}
