import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { MediaPolicy } from '../../datasources/parsing/media-url.js';
import { NOTHING_OFF } from '../../datasources/slots/emergency.contract.js';
import { judgeDocument, type GateContext } from '../../src/snapshots/gate.js';
import { accountId, itemId, shopId, videoId, type Wire } from '../support/records.js';
import {
  bannerEdge,
  bytesOf,
  documentOf,
  HOUR,
  liveEdge,
  NOW,
  product,
  source,
  videoEdge,
  videoEdges,
} from './support/documents.js';

const PAGE = { tier: 'PRIMARY', degraded: false, configVersion: '412.7', degradedFields: [] } as const;
const CONTEXT: GateContext = {
  emergency: NOTHING_OFF,
  isForCrowd: (creativeId) => creativeId === 'vips-only',
  validUntil: NOW + 24 * HOUR,
  pages: [PAGE, PAGE],
  lastCount: 40,
  media: new MediaPolicy(null),
};

/** The reasons against a document that is good but for these edges, or this context. */
const judge = (edges: unknown[] = videoEdges(40), context: Partial<GateContext> = {}, overrides: Wire = {}) =>
  judgeDocument(bytesOf(documentOf(NOW, overrides, edges)), { ...CONTEXT, ...context });

/** 40 videos of which the first is another one. */
const withFirst = (edge: unknown): unknown[] => [edge, ...videoEdges(40).slice(1)];
const off = (what: Partial<GateContext['emergency']>) => ({ emergency: { ...NOTHING_OFF, ...what } });
const failed = (coordinate: string, items: number) => ({
  pages: [PAGE, { ...PAGE, degradedFields: [{ coordinate, items }] }],
});
const soon = new Date(NOW + 24 * HOUR).toISOString();
const later = new Date(NOW + 24 * HOUR + 1).toISOString();

const authorOf = (n: number): unknown => (videoEdge(n)['node'] as { video: Wire }).video['author'];

const withProduct = (overrides: Wire) =>
  videoEdge(1, {
    products: { totalCount: 1, edges: [{ primary: true, anchorMs: null, node: product(1, overrides) }] },
  });

describe('the gate of publishing', () => {
  it('lets a good list pass, with banners and with what is signed for long enough', () => {
    assert.deepEqual(judge(), []);
    assert.deepEqual(judge(withFirst(bannerEdge(0, 'c-90'))), []);
    assert.deepEqual(judge(withFirst(videoEdge(1, { sources: [source({ expiresAt: later })] }))), []);
    assert.deepEqual(judge(videoEdges(32)), [], '80 % of the last count');
    assert.deepEqual(judge(videoEdges(30), { lastCount: null }), []);
    assert.deepEqual(judge(withFirst(videoEdge(1, { author: null }))), [], 'authors are a weak field');
  });

  const cases: [string, readonly string[], readonly string[]][] = [
    ['fewer than 30 items', judge(videoEdges(29), { lastCount: 29 }), ['TOO_FEW']],
    ['fewer than 80 % of the items published last', judge(videoEdges(31)), ['SHRUNK']],
    [
      'fewer than ten authors',
      judge(Array.from({ length: 40 }, (_, n) => videoEdge(n + 1, { author: authorOf(n % 9) }))),
      ['FEW_AUTHORS'],
    ],
    ['an item twice', judge([...videoEdges(40), videoEdge(7)]), ['DUPLICATE']],
    [
      'pages of a local tier',
      judge(undefined, { pages: [PAGE, { ...PAGE, tier: 'CDN_SNAPSHOT' }] }),
      ['TIER'],
    ],
    ['pages of two tiers', judge(undefined, { pages: [PAGE, { ...PAGE, tier: 'LEGACY' }] }), ['TIER']],
    [
      'a list made with less than its inputs',
      judge(undefined, { pages: [{ ...PAGE, degraded: true }] }),
      ['DEGRADED'],
    ],
    ['a list that a fallback answered', judge(undefined, failed('Query.feed', 1)), ['DEGRADED']],
    ['many videos from a fallback', judge(undefined, failed('VideoCard.video', 5)), ['STRONG_FIELD']],
    ['many products from a fallback', judge(undefined, failed('VideoProductEdge.node', 9)), ['STRONG_FIELD']],
    ['a single video from a fallback', judge(undefined, failed('VideoCard.video', 4)), []],
    [
      'a page degraded by a single video from a fallback',
      judge(undefined, {
        pages: [{ ...PAGE, degraded: true, degradedFields: [{ coordinate: 'VideoCard.video', items: 1 }] }],
      }),
      [],
    ],
    ['authors from a fallback', judge(undefined, failed('Video.author', 40)), []],
    ['a live card', judge([...videoEdges(40), liveEdge(40)]), ['LIVE_CARD']],
    ['a creative for some viewers only', judge(withFirst(bannerEdge(0, 'vips-only'))), ['CROWD_CREATIVE']],
    [
      'a video that is off',
      judge(undefined, off({ contents: new Set([`VIDEO:${videoId(3)}`]) })),
      ['OFFLINE'],
    ],
    [
      'a banner that is off',
      judge(withFirst(bannerEdge(0, 'c-90')), off({ contents: new Set(['BANNER:c-90']) })),
      ['OFFLINE'],
    ],
    ['an author who is off', judge(undefined, off({ authors: new Set([accountId(3)]) })), ['OFFLINE']],
    ['a shop that is off', judge(undefined, off({ shops: new Set([shopId(77)]) })), ['OFFLINE']],
    ['a product that is off', judge(undefined, off({ products: new Set([itemId(9)]) })), ['OFFLINE']],
    ['a video that is not playable', judge(withFirst(videoEdge(1, { status: 'OFFLINE' }))), ['NOT_PLAYABLE']],
    [
      'a product that is not on sale',
      judge(withFirst(withProduct({ status: 'OFF_SHELF' }))),
      ['NOT_ON_SALE'],
    ],
    [
      'a product of which nobody knows',
      judge(withFirst(withProduct({ status: 'UNKNOWN' }))),
      ['NOT_ON_SALE'],
    ],
    ['a product on presale', judge(withFirst(withProduct({ status: 'PRESALE' }))), []],
    [
      'an address that ends before the snapshot',
      judge(withFirst(videoEdge(1, { sources: [source(), source({ expiresAt: soon })] }))),
      ['EXPIRING_MEDIA'],
    ],
    ['a price', judge(withFirst(withProduct({ pricing: { salePrice: '1.00' } }))), ['PRIVATE_FIELD']],
    ['counters', judge(withFirst(videoEdge(1, { stats: { playCount: 1 } }))), ['PRIVATE_FIELD']],
    ['tracking', judge(withFirst({ ...videoEdge(1), tracking: { pvid: 'p' } })), ['PRIVATE_FIELD']],
    ["a viewer's state", judge(withFirst(videoEdge(1, { viewer: { liked: true } }))), ['PRIVATE_FIELD']],
    ['where it came from', judge(undefined, {}, { serving: {} }), ['PRIVATE_FIELD']],
    ['an item of another shape', judge(withFirst(videoEdge(1, { title: null }))), ['SCHEMA']],
    ['no item at all', judge([]), ['SCHEMA']],
    ['another schema version', judge(undefined, {}, { schemaVersion: 2 }), ['SCHEMA']],
    [
      'a picture that no reader would show',
      judge(withFirst(videoEdge(1, { cover: { url: 'https://10.0.0.1/c.jpg', width: 1, height: 1 } }))),
      ['UNREADABLE'],
    ],
    [
      'an address that every reader would have to repair',
      judge(
        withFirst(videoEdge(1, { cover: { url: 'http://img.example.test/c.jpg', width: 1, height: 1 } })),
      ),
      ['UNREADABLE'],
    ],
    [
      'more than 256 KiB, gzipped',
      judge(
        Array.from({ length: 40 }, (_, n) =>
          videoEdge(n + 1, { tags: [randomBytes(7_000).toString('base64')] }),
        ),
      ),
      ['TOO_LARGE'],
    ],
    [
      'two faults',
      judge(withFirst(videoEdge(1, { status: 'DELETED' })), { lastCount: 100 }),
      ['SHRUNK', 'NOT_PLAYABLE'],
    ],
  ];
  for (const [what, reasons, expected] of cases)
    it(`answers ${expected.join(' and ') || 'nothing'} to ${what}`, () =>
      assert.deepEqual(reasons, expected));
});
