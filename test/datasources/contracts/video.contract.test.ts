import assert from 'node:assert/strict';
import { it } from 'node:test';
import { globalId } from '../../../schema/global-id.js';
import { Video } from '../../../schema/video.type.js';
import { playable } from '../../../datasources/content/status.contract.js';
import { parseVideo } from '../../../datasources/content/video.contract.js';
import { itemId, sourceRecord, videoId, videoRecord, type Wire } from '../../support/records.js';
import { checkRows, contextAt, drop, NOW, type Row } from './contract-rows.js';

const id = videoId(7);
const clean = videoRecord(id, {}, NOW);
const sources = (...overrides: Wire[]): Wire => ({ sources: overrides.map(sourceRecord) });
const counters = (overrides: Wire): Wire => ({
  counters: { play: 1, like: 2, comment: 3, share: 4, asOf: NOW, ...overrides },
});
const blocked = (status: Video['status']): Partial<Video> => ({ status, blockedBy: 'CT_STATUS' });
const hd = {
  url: 'https://video.example.test/v/hd.mp4',
  definition: 'HD',
  format: 'mp4',
  bitrateKbps: 1_800,
  sizeBytes: 3_870_000,
  expiresAt: null,
} as const;
const noSize = { url: `https://img.example.test/c/${id}.jpg`, width: null, height: null };

const statuses: Record<string, Row<Video>> = {
  'a normal, passed, public video is playable': { dirt: {}, gives: { status: 'NORMAL', blockedBy: null } },
  'DELETED wins over a rejected review': {
    dirt: { status: 'DELETED', auditStatus: 'REJECTED' },
    gives: blocked('DELETED'),
  },
  'BLOCKED wins over a pending review': {
    dirt: { status: 'BLOCKED', auditStatus: 'PENDING' },
    gives: blocked('BLOCKED'),
  },
  'a rejected review is BLOCKED': { dirt: { auditStatus: 'REJECTED' }, gives: blocked('BLOCKED') },
  'a pending review wins over PROCESSING': {
    dirt: { status: 'PROCESSING', auditStatus: 'PENDING' },
    gives: blocked('UNDER_REVIEW'),
  },
  'PROCESSING wins over private': {
    dirt: { status: 'PROCESSING', visibility: 'PRIVATE' },
    gives: blocked('PROCESSING'),
  },
  'OFFLINE is OFFLINE': { dirt: { status: 'OFFLINE' }, gives: blocked('OFFLINE') },
  'a private video is OFFLINE': { dirt: { visibility: 'PRIVATE' }, gives: blocked('OFFLINE') },
  'a video not yet published is OFFLINE': { dirt: { publishAt: NOW + 1 }, gives: blocked('OFFLINE') },
  'publication begins at its moment': { dirt: { publishAt: NOW }, gives: { status: 'NORMAL' } },
  'an expired video is OFFLINE from its moment on': { dirt: { expireAt: NOW }, gives: blocked('OFFLINE') },
  'a video about to expire is playable': { dirt: { expireAt: NOW + 1 }, gives: { status: 'NORMAL' } },
  'an unknown status is OFFLINE': { dirt: { status: 'ARCHIVED' }, gives: blocked('OFFLINE') },
  'an unknown review result is OFFLINE': { dirt: { auditStatus: 'MAYBE' }, gives: blocked('OFFLINE') },
  'an unknown visibility is OFFLINE': { dirt: { visibility: 'FRIENDS' }, gives: blocked('OFFLINE') },
  'a status of another type is refused': { dirt: { status: null }, gives: 'SCHEMA' },
  'a publication time as text is refused': { dirt: { publishAt: '1573387200000' }, gives: 'SCHEMA' },
  'a publication time beyond any date is refused': { dirt: { publishAt: 9e15 }, gives: 'SCHEMA' },
};

const media: Record<string, Row<Video>> = {
  'no cover drops the video': { dirt: { coverUrl: null }, gives: drop('CT_MEDIA') },
  'a blank cover drops the video': { dirt: { coverUrl: '  ' }, gives: drop('CT_MEDIA') },
  'a cover that is no address drops the video, and both are counted': {
    dirt: { coverUrl: 'cover.jpg' },
    gives: drop('CT_MEDIA'),
    counts: ['CT_URL'],
  },
  'an http cover becomes https': {
    dirt: { coverUrl: 'http://img.example.test/7.jpg' },
    gives: { cover: { url: 'https://img.example.test/7.jpg', width: 720, height: 1_280 } },
    counts: ['CT_URL'],
  },
  'no source drops the video': { dirt: { sources: [] }, gives: drop('CT_MEDIA') },
  'sources null count as none': { dirt: { sources: null }, gives: drop('CT_MEDIA') },
  'sources that are no list are refused': { dirt: { sources: 'hd.mp4' }, gives: 'SCHEMA' },
  'a deleted video without media is dropped for its status': {
    dirt: { status: 'DELETED', coverUrl: null, sources: [] },
    gives: drop('CT_STATUS'),
  },
  'sources stand best definition first': {
    dirt: sources({ definition: 'LD' }, { definition: 'UHD' }, { definition: 'SD' }, {}),
    gives: {
      sources: [{ ...hd, definition: 'UHD' }, hd, { ...hd, definition: 'SD' }, { ...hd, definition: 'LD' }],
    },
  },
  'an unknown definition or format drops that source': {
    dirt: sources({ definition: '8K' }, { format: 'avi' }, {}),
    gives: { sources: [hd] },
  },
  'a source with a bad address is dropped': {
    dirt: sources({ url: 'https://10.0.0.1/v.mp4' }, {}),
    gives: { sources: [hd] },
    counts: ['CT_URL'],
  },
  'a source that ends in under ten minutes is dropped': {
    dirt: sources({ expiresAt: NOW + 599_999 }, {}),
    gives: { sources: [hd] },
    counts: ['CT_EXPIRING'],
  },
  'a source that ends in ten minutes stays': {
    dirt: sources({ expiresAt: NOW + 600_000 }),
    gives: { sources: [{ ...hd, expiresAt: NOW + 600_000 }] },
  },
  'the last source expiring drops the video': {
    dirt: sources({ expiresAt: NOW }),
    gives: drop('CT_MEDIA'),
    counts: ['CT_EXPIRING'],
  },
  'bit rate and size that make no sense are unknown': {
    dirt: sources({ bitrateKbps: -1, sizeBytes: 2_147_483_648 }),
    gives: { sources: [{ ...hd, bitrateKbps: null, sizeBytes: null }] },
  },
  'members of sources that are no objects are left out': {
    dirt: { sources: [null, 7, 'x', sourceRecord()] },
    gives: { sources: [hd] },
  },
};

const details: Record<string, Row<Video>> = {
  'a duration of zero drops the video': { dirt: { durationMs: 0 }, gives: drop('CT_DURATION') },
  'a negative duration drops the video': { dirt: { durationMs: -1 }, gives: drop('CT_DURATION') },
  'ten hours drop the video': { dirt: { durationMs: 36_000_000 }, gives: drop('CT_DURATION') },
  'just under ten hours stay': { dirt: { durationMs: 35_999_999 }, gives: { durationMs: 35_999_999 } },
  'a duration as text is refused': { dirt: { durationMs: '17200' }, gives: 'SCHEMA' },
  'unknown dimensions are null and PORTRAIT': {
    dirt: { width: 0 },
    gives: { cover: noSize, orientation: 'PORTRAIT' },
    counts: ['CT_SIZE'],
  },
  'dimensions null are null and PORTRAIT': {
    dirt: { width: null, height: null },
    gives: { cover: noSize, orientation: 'PORTRAIT' },
    counts: ['CT_SIZE'],
  },
  'wider than high is LANDSCAPE': {
    dirt: { width: 1_280, height: 720 },
    gives: { orientation: 'LANDSCAPE' },
  },
  'equal sides are SQUARE': { dirt: { width: 720, height: 720 }, gives: { orientation: 'SQUARE' } },
  'no title is carried as blank and blocked': {
    dirt: { title: null },
    gives: { title: '', blockedBy: 'CT_TITLE' },
  },
  'a title of tags and controls is no title': {
    dirt: { title: '<b></b>\u202e\u0007 ' },
    gives: { title: '', blockedBy: 'CT_TITLE' },
  },
  'status comes before title': {
    dirt: { title: '', status: 'OFFLINE' },
    gives: { blockedBy: 'CT_STATUS' },
  },
  'a title is cleaned': { dirt: { title: ' <i>Fold</i>\na shirt ' }, gives: { title: 'Fold a shirt' } },
  'a long title is cut at 60 graphemes': {
    dirt: { title: '👨‍👩‍👧'.repeat(61) },
    gives: { title: `${'👨‍👩‍👧'.repeat(59)}…`, blockedBy: null },
    counts: ['CT_TITLE'],
  },
  'a title of 60 graphemes stays whole': {
    dirt: { title: '👨‍👩‍👧'.repeat(60) },
    gives: { title: '👨‍👩‍👧'.repeat(60) },
  },
  'a huge title is refused': { dirt: { title: 'x'.repeat(2_001) }, gives: 'SCHEMA' },
  'an author id as number is refused': { dirt: { authorId: 220_000_000_011 }, gives: 'SCHEMA' },
  'a video without author and shop stays': {
    dirt: { authorId: null, shopId: undefined },
    gives: { authorId: null, shopId: null, blockedBy: null },
  },
  'a category has global ids, root to leaf': {
    dirt: { categoryPath: '16_1606', categoryName: 'Shirts' },
    gives: {
      categoryId: '1606',
      category: {
        id: globalId('Category', '1606'),
        name: 'Shirts',
        path: [globalId('Category', '16'), globalId('Category', '1606')],
      },
    },
  },
  'a malformed category is none': {
    dirt: { categoryPath: '16__1606' },
    gives: { categoryId: null, category: null },
  },
  'a category of five levels is none': { dirt: { categoryPath: '1_2_3_4_5' }, gives: { category: null } },
  'tags are cleaned and at most ten': {
    dirt: { tags: [' a ', '', 7, null, '<b>b</b>', ...Array<string>(20).fill('c')] },
    gives: { tags: ['a', 'b', ...Array<string>(8).fill('c')] },
  },
  'anchors keep order and drop bad and equal ids': {
    dirt: {
      products: [
        { itemId: '720000000002', anchorMs: 4_200 },
        { itemId: 'x', anchorMs: 1 },
        null,
        { itemId: '720000000001', anchorMs: -1 },
        { itemId: '720000000002', anchorMs: 9 },
      ],
    },
    gives: {
      anchors: [
        { itemId: '720000000002', anchorMs: 4_200 },
        { itemId: '720000000001', anchorMs: null },
      ],
    },
    counts: ['PR_COUNT'],
  },
  'anchors stop at 20': {
    dirt: { products: Array.from({ length: 25 }, (_, i) => ({ itemId: itemId(i), anchorMs: i })) },
    gives: { anchors: Array.from({ length: 20 }, (_, i) => ({ itemId: itemId(i), anchorMs: i })) },
    counts: ['PR_COUNT', 'PR_COUNT', 'PR_COUNT', 'PR_COUNT', 'PR_COUNT'],
  },
  'a fingerprint of another shape is unknown': { dirt: { fingerprint: 'abc' }, gives: { fingerprint: null } },
};

const counts: Record<string, Row<Video>> = {
  'counters carry their text': {
    dirt: counters({ play: 123_456 }),
    gives: {
      stats: {
        playCount: 123_456,
        likeCount: 2,
        commentCount: 3,
        shareCount: 4,
        playCountText: '12.3万',
        asOf: NOW,
      },
    },
  },
  'the counter store down is no stats': {
    dirt: { counters: null },
    gives: { stats: null },
    counts: ['CT_COUNTER'],
  },
  'a counter negative, null or no number is null, each counted': {
    dirt: counters({ play: -1, like: null, comment: '198', share: 1.5 }),
    gives: {
      stats: {
        playCount: null,
        likeCount: null,
        commentCount: null,
        shareCount: null,
        playCountText: null,
        asOf: NOW,
      },
    },
    counts: ['CT_COUNTER', 'CT_COUNTER', 'CT_COUNTER', 'CT_COUNTER'],
  },
  'a count beyond Int saturates, its text is exact': {
    dirt: counters({ play: 5_000_000_000 }),
    gives: {
      stats: {
        playCount: 2_147_483_647,
        likeCount: 2,
        commentCount: 3,
        shareCount: 4,
        playCountText: '50亿',
        asOf: NOW,
      },
    },
  },
  'counters of ten minutes ago stay': {
    dirt: counters({ asOf: NOW - 600_000 }),
    gives: {
      stats: {
        playCount: 1,
        likeCount: 2,
        commentCount: 3,
        shareCount: 4,
        playCountText: '1',
        asOf: NOW - 600_000,
      },
    },
  },
  'older counters are no stats': {
    dirt: counters({ asOf: NOW - 600_001 }),
    gives: { stats: null },
    counts: ['CT_COUNTER'],
  },
  'counters from the future count as taken now': {
    dirt: counters({ asOf: NOW + 5_001 }),
    gives: {
      stats: {
        playCount: 1,
        likeCount: 2,
        commentCount: 3,
        shareCount: 4,
        playCountText: '1',
        asOf: NOW,
      },
    },
  },
};

checkRows(parseVideo, id, clean, { ...statuses, ...media, ...details, ...counts });

it('a video read before its window closed is judged again by the clock', () => {
  const { context } = contextAt(NOW);
  const video = parseVideo({ ...clean, expireAt: NOW + 1_000 }, id, context);
  assert.ok(video instanceof Video);
  assert.equal(playable(video, NOW + 999), true);
  assert.equal(playable(video, NOW + 1_000), false);
});
