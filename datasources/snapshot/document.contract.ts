import { createHash } from 'node:crypto';
import type { Author } from '../../schema/author.type.js';
import type { Product } from '../../schema/product.type.js';
import type { MediaPolicy, Report } from '../parsing/media-url.js';
import { isRecord } from '../parsing/json.js';
import { AddressCheck } from './address-check.js';
import { toAuthor } from './author.contract.js';
import { documentRecord, SCHEMA_VERSION, versioned } from './document.schema.js';
import { toItem } from './item.contract.js';
import { toProduct } from './product.contract.js';
import { snapshotEdge, type SnapshotEdge } from './record.schema.js';
import { SnapshotRefusal } from './refusal.js';
import type { Snapshot, SnapshotIndex, SnapshotItem } from './snapshot.js';

/** Losing more than this share of a document's items makes it useless. */
const LOST_SHARE = 0.5;

/** What reading a document needs besides its bytes. */
export interface ReadingContext {
  readonly media: MediaPolicy;
  /** Counts addresses that were repaired or refused, and cards that no snapshot may hold. */
  readonly report: Report;
}

/** Name of a document: SHA-256 of its bytes, 64 hex digits. */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** JSON of some bytes; throws a SnapshotRefusal: FORMAT, or SCHEMA_VERSION when it is of another version. */
export function parseVersioned(bytes: Buffer): unknown {
  const json = parseJson(bytes);
  const version = versioned.safeParse(json);
  if (!version.success) throw new SnapshotRefusal('FORMAT');
  if (version.data.schemaVersion !== SCHEMA_VERSION) throw new SnapshotRefusal('SCHEMA_VERSION');
  return json;
}

/**
 * Reads a document. Items that cannot be read or shown are left out, live cards among them (LV_CACHE); of products, those that can
 * be shown are in the index.
 * @throws SnapshotRefusal SCHEMA_VERSION, FORMAT, or ITEMS when most items are lost
 */
export function parseSnapshot(bytes: Buffer, { media, report }: ReadingContext): Snapshot {
  const parsed = documentRecord.safeParse(parseVersioned(bytes));
  if (!parsed.success) throw new SnapshotRefusal('FORMAT');
  const { data, generatedAt, sceneId, variant, sourceTier, configVersion, blockSize } = parsed.data;
  const addresses = new AddressCheck(media, report);
  const readable = data.feed.edges.flatMap((json) => {
    if (isLive(json)) report('LV_CACHE');
    const edge = snapshotEdge.safeParse(json);
    const item = edge.success ? toItem(edge.data, addresses) : null;
    return edge.success && item ? { edge: edge.data, item } : [];
  });
  if (readable.length < data.feed.edges.length * LOST_SHARE) throw new SnapshotRefusal('ITEMS');
  const items = readable.map(({ item }) => item);
  return Object.freeze({
    sceneId,
    variant,
    sourceTier,
    configVersion,
    blockSize,
    hash: hashOf(bytes),
    generatedAt: Date.parse(generatedAt),
    items,
    index: indexOf(
      items,
      readable.map(({ edge }) => edge),
      addresses,
    ),
  });
}

/** A room that was on air when a snapshot was made says nothing about now. */
const isLive = (edge: unknown): boolean =>
  isRecord(edge) && isRecord(edge['node']) && edge['node']['__typename'] === 'LiveCard';

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new SnapshotRefusal('FORMAT');
  }
}

function indexOf(
  items: readonly SnapshotItem[],
  edges: readonly SnapshotEdge[],
  addresses: AddressCheck,
): SnapshotIndex {
  const products = new Map<string, Product>();
  const authors = new Map<string, Author>();
  for (const { node } of edges) {
    if (node.__typename !== 'VideoCard') continue;
    const author = toAuthor(node.video.author, addresses);
    if (author) authors.set(author.accountId, Object.freeze(author));
    for (const edge of node.video.products.edges) {
      const product = toProduct(edge.node, addresses);
      if (product) products.set(product.itemId, Object.freeze(product));
    }
  }
  const videos = new Map(
    items.flatMap((item) => (item.kind === 'VIDEO' ? [[item.video.videoId, item.video]] : [])),
  );
  return { videos, products, authors };
}
