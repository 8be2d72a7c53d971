import assert from 'node:assert/strict';
import { it } from 'node:test';
import { globalId } from '../../../schema/global-id.js';
import { Video } from '../../../schema/video.type.js';
import { playable } from '../../../datasources/content/status.contract.js';
import { parseVideo } from '../../../datasources/content/video.contract.js';
import { itemId, videoId, videoRecord } from '../../support/records.js';
import { checkRows, contextAt, drop, NOW, type Row } from './contract-rows.js';

const id = videoId(7);
const clean = videoRecord(id, {}, NOW);
const blocked = (status: Video['status']): Partial<Video> => ({ status, blockedBy: 'CT_STATUS' });
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

checkRows(parseVideo, id, clean, { ...statuses, ...details });

it('a video read before its window closed is judged again by the clock', () => {
  const { context } = contextAt(NOW);
  const video = parseVideo({ ...clean, expireAt: NOW + 1_000 }, id, context);
  assert.ok(video instanceof Video);
  assert.equal(playable(video, NOW + 999), true);
  assert.equal(playable(video, NOW + 1_000), false);
});
