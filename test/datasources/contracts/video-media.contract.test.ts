import type { Video } from '../../../schema/video.type.js';
import { parseVideo } from '../../../datasources/content/video.contract.js';
import { sourceRecord, videoId, videoRecord, type Wire } from '../../support/records.js';
import { checkRows, drop, NOW, type Row } from './contract-rows.js';

const id = videoId(7);
const sources = (...overrides: Wire[]): Wire => ({ sources: overrides.map(sourceRecord) });
const counters = (overrides: Wire): Wire => ({
  counters: { play: 1, like: 2, comment: 3, share: 4, asOf: NOW, ...overrides },
});
const hd = {
  url: 'https://video.example.test/v/hd.mp4',
  definition: 'HD',
  format: 'mp4',
  bitrateKbps: 1_800,
  sizeBytes: 3_870_000,
  expiresAt: null,
} as const;

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

checkRows(parseVideo, id, videoRecord(id, {}, NOW), { ...media, ...counts });
