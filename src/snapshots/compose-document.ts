import { validUntilOf } from '../../datasources/snapshot/snapshot.js';
import { SCHEMA_VERSION, type Variant } from '../../datasources/snapshot/document.schema.js';
import { snapshotEdge, type SnapshotEdge } from '../../datasources/snapshot/record.schema.js';
import type { CollectedFeed } from './collect-feed.js';
import { isLiveCard, type ItemContext } from './item-rules.js';
import { PublishRefusal, type ItemFault } from './publish-reason.js';
import { trimEdge } from './trim-edge.js';

const BLOCK_SIZE = 10;

/** Whose document is composed, and when. */
export interface DocumentHead {
  readonly sceneId: string;
  readonly variant: Variant;
  /** Epoch ms. */
  readonly generatedAt: number;
  /** Most items. */
  readonly wanted: number;
}

/** A document to be judged. */
export interface ComposedDocument {
  readonly bytes: Buffer;
  readonly itemCount: number;
  /** How many items lost something, or were left out, by fault. */
  readonly trimmed: ReadonlyMap<ItemFault, number>;
}

/**
 * Joins the pages of a feed into a document: items that may not be published leave, the others are numbered anew.
 * @throws PublishRefusal TIER when the list is itself a fallback, SCHEMA for an item of another shape, TOO_FEW when none is left
 */
export function composeDocument(
  { sceneId, variant, generatedAt, wanted }: DocumentHead,
  { pages, edges }: CollectedFeed,
  context: ItemContext,
): ComposedDocument {
  const [first] = pages;
  if (first?.tier !== 'PRIMARY' && first?.tier !== 'LEGACY') throw new PublishRefusal(['TIER']);
  const trimmed = new Map<ItemFault, number>();
  const count = (fault: ItemFault): void => void trimmed.set(fault, (trimmed.get(fault) ?? 0) + 1);
  const kept = edges.flatMap((json): SnapshotEdge[] => {
    if (isLiveCard(json)) {
      count('LIVE_CARD');
      return [];
    }
    const parsed = snapshotEdge.safeParse(json);
    if (!parsed.success) throw new PublishRefusal(['SCHEMA'], { cause: parsed.error });
    const { edge, faults } = trimEdge(parsed.data, context);
    faults.forEach(count);
    return edge ? [edge] : [];
  });
  if (kept.length === 0) throw new PublishRefusal(['TOO_FEW']);
  const numbered = kept.slice(0, wanted).map((edge, position) => ({ ...edge, position }));
  const document = {
    schemaVersion: SCHEMA_VERSION,
    sceneId,
    variant,
    generatedAt: new Date(generatedAt).toISOString(),
    validUntil: new Date(validUntilOf(generatedAt)).toISOString(),
    sourceTier: first.tier,
    configVersion: first.configVersion,
    blockSize: BLOCK_SIZE,
    operation: 'SnapshotFeed',
    data: { feed: { pageInfo: { hasNextPage: false, endCursor: null }, edges: numbered } },
  };
  return { bytes: Buffer.from(JSON.stringify(document)), itemCount: numbered.length, trimmed };
}
