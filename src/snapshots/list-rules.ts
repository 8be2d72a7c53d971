import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parseSnapshot } from '../../datasources/snapshot/document.contract.js';
import type { SnapshotDocument } from '../../datasources/snapshot/document.schema.js';
import { SnapshotRefusal } from '../../datasources/snapshot/refusal.js';
import type { SnapshotEdge } from '../../datasources/snapshot/record.schema.js';
import type { MediaPolicy } from '../../datasources/parsing/media-url.js';
import type { FeedPage } from './collect-feed.js';
import type { ListFault } from './publish-reason.js';

const LEAST_ITEMS = 30;
const LEAST_AUTHORS = 10;
/** Of the items published last. */
const LEAST_SHARE = 0.8;
/** Of videos, or of products, that may come from a fallback: single ids fail every day, outages take more. */
const MOST_DEGRADED = 0.1;
const MOST_GZIPPED_BYTES = 256 * 1024;

/** A list that is judged as a whole. */
export interface JudgedList {
  readonly bytes: Buffer;
  /** The bytes, parsed and untouched. */
  readonly json: unknown;
  /** The same, with what the format does not know dropped. */
  readonly document: SnapshotDocument;
  readonly edges: readonly SnapshotEdge[];
  readonly pages: readonly FeedPage[];
  /** Items of the document published last; null: there is none, or it does not matter. */
  readonly lastCount: number | null;
  readonly media: MediaPolicy;
}

/** Whether a list passes. */
type ListRule = (list: JudgedList) => boolean;

/** Every rule by the fault of a list that does not pass it; SCHEMA is judged before them. */
export const LIST_RULES: Readonly<Record<Exclude<ListFault, 'SCHEMA'>, ListRule>> = {
  TIER: ({ pages, document }) => pages.every(({ tier }) => tier === document.sourceTier),
  DEGRADED: ({ pages }) => pages.every((page) => !lacksInput(page)),
  STRONG_FIELD: ({ pages, edges }) =>
    degradedItems(pages, 'VideoCard.video') <= edges.length * MOST_DEGRADED &&
    degradedItems(pages, 'VideoProductEdge.node') <= productCount(edges) * MOST_DEGRADED,
  TOO_FEW: ({ edges }) => edges.length >= LEAST_ITEMS,
  SHRUNK: ({ edges, lastCount }) => lastCount === null || edges.length >= lastCount * LEAST_SHARE,
  FEW_AUTHORS: ({ edges }) => new Set(edges.flatMap(authorIds)).size >= LEAST_AUTHORS,
  DUPLICATE: ({ edges }) => new Set(edges.map(({ node }) => node.id)).size === edges.length,
  PRIVATE_FIELD: ({ json, document, edges }) =>
    isDeepStrictEqual(json, { ...document, data: { feed: { ...document.data.feed, edges } } }),
  UNREADABLE: isReadable,
  TOO_LARGE: ({ bytes }) => gzipSync(bytes).length <= MOST_GZIPPED_BYTES,
};

/** Whether a reader finds every item, with no address to repair. */
function isReadable({ bytes, edges, media }: JudgedList): boolean {
  let repaired = 0;
  try {
    const { items } = parseSnapshot(bytes, { media, report: () => (repaired += 1) });
    return items.length === edges.length && repaired === 0;
  } catch (error) {
    if (error instanceof SnapshotRefusal) return false;
    throw error;
  }
}

/**
 * Whether a page was made with less than its normal inputs. A page also calls itself degraded for a single video that came from
 * a fallback: that is told by a row of its own, and judged with all others as STRONG_FIELD.
 */
const lacksInput = (page: FeedPage): boolean =>
  degradedItems([page], 'Query.feed') > 0 ||
  (page.degraded && degradedItems([page], 'VideoCard.video') === 0);

const degradedItems = (pages: readonly FeedPage[], coordinate: string): number =>
  pages
    .flatMap(({ degradedFields }) => degradedFields)
    .filter((row) => row.coordinate === coordinate)
    .reduce((sum, { items }) => sum + items, 0);

const productCount = (edges: readonly SnapshotEdge[]): number =>
  edges.reduce(
    (sum, { node }) => sum + (node.__typename === 'VideoCard' ? node.video.products.edges.length : 0),
    0,
  );

const authorIds = ({ node }: SnapshotEdge): readonly string[] =>
  node.__typename === 'VideoCard' && node.video.author ? [node.video.author.id] : [];
