import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { hashOf, parseSnapshot } from '../../datasources/snapshot/document.contract.js';
import { SnapshotRefusal } from '../../datasources/snapshot/refusal.js';
import { ageOf, isUsable } from '../../datasources/snapshot/snapshot.js';
import { Author } from '../../schema/author.type.js';
import { Product } from '../../schema/product.type.js';
import { Video } from '../../schema/video.type.js';
import { dirty } from '../datasources/contracts/dirty-json.js';
import { accountId, itemId, shopId, videoId } from '../support/records.js';
import { schemaFaults } from '../support/schema-valid.js';
import {
  bannerEdge,
  bytesOf,
  documentOf,
  HOUR,
  liveEdge,
  NOW,
  source,
  videoEdge,
  videoEdges,
} from './support/documents.js';

const context = { media: new MediaPolicy(null), report: () => undefined };
const read = (edges: unknown[], overrides = {}) =>
  parseSnapshot(bytesOf(documentOf(NOW, overrides, edges)), context);

describe('a snapshot document', () => {
  it('becomes videos that are valid in the schema, with author and products left to be hydrated', () => {
    const [item] = read(videoEdges(3)).items;
    assert(item?.kind === 'VIDEO' && item.video instanceof Video);
    assert.deepEqual(schemaFaults('Video', item.video), []);
    assert.equal(item.key, `VIDEO:${videoId(1)}`);
    assert.equal(item.video.authorId, accountId(1));
    assert.equal(item.video.shopId, shopId(2), 'the shop of the first product, as CONTENT has it');
    assert.deepEqual(item.video.anchors, [
      { itemId: itemId(2), anchorMs: 1_000 },
      { itemId: itemId(3), anchorMs: null },
    ]);
    assert.equal(item.video.categoryId, '1606');
    assert.equal(item.video.publishedAt, Date.parse('2019-11-10T12:00:00Z'));
    assert.deepEqual(
      [item.video.author, item.video.products, item.video.stats],
      [undefined, undefined, null],
    );
  });

  it('becomes banners with all that their card shows', () => {
    const item = read([bannerEdge(0, 'c-90'), videoEdge(1)]).items[0];
    assert(item?.kind === 'BANNER');
    assert.deepEqual(
      [item.key, item.title, item.targetUrl],
      ['BANNER:c-90', '11.11', 'https://act.example.test/1111'],
    );
    assert.equal(item.image.url, 'https://img.example.test/b/c-90.jpg');
  });

  it('is an index by id of videos, products and authors, valid in the schema', () => {
    const { index } = read(videoEdges(3));
    const [video, product, author] = [
      index.videos.get(videoId(2)),
      index.products.get(itemId(5)),
      index.authors.get(accountId(3)),
    ];
    assert(video instanceof Video && product instanceof Product && author instanceof Author);
    assert.deepEqual(schemaFaults('Product', product), []);
    assert.deepEqual(schemaFaults('Author', author), []);
    assert.equal(product.status, 'UNKNOWN', 'nobody knows whether it is still on sale');
    assert.deepEqual([product.pricing, product.soldCount30d, author.followerCount], [undefined, null, null]);
    assert.deepEqual([index.videos.size, index.products.size, index.authors.size], [3, 6, 3]);
  });

  it('cannot be changed by one reader under another', () => {
    const { items, index } = read(videoEdges(3));
    const frozen = [
      items[0]?.kind === 'VIDEO' && items[0].video,
      index.products.get(itemId(2)),
      index.authors.get(accountId(1)),
    ];
    assert(frozen.every((value) => typeof value === 'object' && Object.isFrozen(value)));
  });

  it('loses items that cannot be read or shown, and nothing else', () => {
    const bad = [
      liveEdge(0),
      { position: 1, node: null },
      videoEdge(2, { cover: { url: 'https://10.0.0.1/c.jpg', width: null, height: null } }),
      videoEdge(3, { sources: [source({ url: 'javascript:alert(1)' })] }),
      videoEdge(4, { id: 'no global id' }),
      videoEdge(5, { durationMs: '17200' }),
    ];
    const { items } = read([...bad, ...videoEdges(10)]);
    assert.deepEqual(
      items.map(({ key }) => key),
      Array.from({ length: 10 }, (_, n) => `VIDEO:${videoId(n + 1)}`),
    );
  });

  it('is refused when most of it is lost', () => {
    assert.throws(() => read([videoEdge(1), liveEdge(1), liveEdge(2)]), { reason: 'ITEMS' });
    assert.throws(() => read([]), { reason: 'FORMAT' });
  });

  it('is refused in another schema version, and when it is no such document', () => {
    assert.throws(() => read(videoEdges(3), { schemaVersion: 2, data: 'anything' }), {
      reason: 'SCHEMA_VERSION',
    });
    assert.throws(() => read(videoEdges(3), { generatedAt: 'yesterday' }), { reason: 'FORMAT' });
    assert.throws(() => read(videoEdges(3), { operation: 'FeedFull' }), { reason: 'FORMAT' });
    for (const text of ['', '[]', '{"schemaVersion":1', 'null', '{}'])
      assert.throws(() => parseSnapshot(Buffer.from(text), context), { reason: 'FORMAT' }, text);
  });

  it('knows its hash and its age, and may be served for a day', () => {
    const bytes = bytesOf(documentOf(NOW));
    const snapshot = parseSnapshot(bytes, context);
    assert.equal(snapshot.hash, hashOf(bytes));
    assert.equal(ageOf(snapshot, NOW + HOUR), HOUR);
    assert(isUsable(snapshot, NOW + 24 * HOUR));
    assert(!isUsable(snapshot, NOW + 24 * HOUR + 1));
  });

  it('obeys the hosts that media may come from', () => {
    const media = new MediaPolicy(new Set(['other.example.test']));
    assert.throws(() => parseSnapshot(bytesOf(documentOf(NOW)), { ...context, media }), { reason: 'ITEMS' });
  });

  it('of garbage is refused or loses items, and never breaks its reader', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(dirty(videoEdge(1)), fc.nat({ max: 3 }), (spoilt, good) => {
        try {
          const { items } = read([spoilt, ...videoEdges(good)]);
          assert(items.length === good || items.length === good + 1);
          outcomes.set('read', (outcomes.get('read') ?? 0) + 1);
        } catch (error) {
          assert(error instanceof SnapshotRefusal, String(error));
          outcomes.set(error.reason, (outcomes.get(error.reason) ?? 0) + 1);
        }
      }),
      { numRuns: 2_000, seed: 20190401 },
    );
    assert(
      (outcomes.get('read') ?? 0) > 100 && (outcomes.get('ITEMS') ?? 0) > 100,
      JSON.stringify([...outcomes]),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        assert.throws(() => parseSnapshot(Buffer.from(bytes), context), SnapshotRefusal);
      }),
    );
  });
});
