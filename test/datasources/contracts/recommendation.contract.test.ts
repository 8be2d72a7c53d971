import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  parseRecommendations,
  type Recommendations,
} from '../../../datasources/algorithm/algorithm.contract.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import type { ReasonCode } from '../../../schema/reason-codes.js';
import { recommendedRecord, videoId, type Wire } from '../../support/records.js';

const answer = (overrides: Wire = {}): Wire => ({
  subject: 'v:u1',
  pvid: 'pvid-1',
  hasMore: true,
  nextCursor: 'p2',
  buckets: '668#2846#8113#1998',
  items: [],
  ...overrides,
});
const item = (overrides: Wire = {}): Wire => recommendedRecord(videoId(1), 0, overrides);

interface AnswerRow {
  readonly dirt: Wire;
  readonly gives: Partial<Recommendations>;
  readonly counts?: readonly ReasonCode[];
}

const kept = {
  kind: 'VIDEO',
  id: videoId(1),
  trace: `1007.40050.${videoId(1)}`,
  reason: null,
  matchInfo: 'i2i_video',
} as const;

const rows: Record<string, AnswerRow> = {
  'items null are an empty list': { dirt: { items: null }, gives: { items: [] }, counts: ['RC_NULL'] },
  'items missing are an empty list': {
    dirt: { items: undefined },
    gives: { items: [] },
    counts: ['RC_NULL'],
  },
  'no pvid is null': { dirt: { pvid: undefined }, gives: { pvid: null }, counts: ['RC_PVID'] },
  'a pvid over 64 characters is null': {
    dirt: { pvid: 'x'.repeat(65) },
    gives: { pvid: null },
    counts: ['RC_PVID'],
  },
  'more without a cursor is the end': {
    dirt: { nextCursor: null },
    gives: { hasMore: false, nextCursor: null },
  },
  'more with an oversize cursor is the end': {
    dirt: { nextCursor: 'x'.repeat(257) },
    gives: { hasMore: false },
  },
  'malformed buckets are empty': { dirt: { buckets: '668#' }, gives: { buckets: '' } },
  'buckets longer than anybody has are empty': {
    dirt: { buckets: Array<string>(400).fill('668#28').join('#') },
    gives: { buckets: '' },
  },
  'items behind the fifty that can be asked for are left out': {
    dirt: { items: [...Array<Wire>(50).fill(item({ contentType: 'item' })), item({ position: 50 })] },
    gives: { items: [] },
    counts: Array<ReasonCode>(50).fill('RC_TYPE'),
  },
  'a clean item passes': { dirt: { items: [item()] }, gives: { items: [kept] } },
  'a room is LIVE': {
    dirt: { items: [item({ contentType: 'live' })] },
    gives: { items: [{ ...kept, kind: 'LIVE' }] },
  },
  'the first of duplicates wins': {
    dirt: { items: [item(), item({ position: 1, reason: 'again' })] },
    gives: { items: [kept] },
    counts: ['RC_DUPLICATE'],
  },
  'a video and a room of one number are two contents': {
    dirt: { items: [item(), item({ position: 1, contentType: 'live' })] },
    gives: { items: [kept, { ...kept, kind: 'LIVE' }] },
  },
  'an id of letters, blank, negative or over 19 digits is dropped': {
    dirt: { items: ['x1', '', '-1', '1'.repeat(20), 610, null].map((contentId) => item({ contentId })) },
    gives: { items: [] },
    counts: Array<ReasonCode>(6).fill('RC_ID'),
  },
  'an unknown content type is dropped, items too': {
    dirt: { items: [item({ contentType: 'item' }), item({ contentType: 'article' })] },
    gives: { items: [] },
    counts: ['RC_TYPE', 'RC_TYPE'],
  },
  'positions that do not count up are ignored': {
    dirt: { items: [item({ position: 5 })] },
    gives: { items: [kept] },
    counts: ['RC_POSITION'],
  },
  'no trace keeps the item': {
    dirt: { items: [item({ trace: null })] },
    gives: { items: [{ ...kept, trace: null }] },
    counts: ['RC_TRACE'],
  },
  'a trace over 512 characters keeps the item': {
    dirt: { items: [item({ trace: 'x'.repeat(513) })] },
    gives: { items: [{ ...kept, trace: null }] },
    counts: ['RC_TRACE'],
  },
  'a score that makes no sense is ignored': {
    dirt: { items: [item({ score: -1 })] },
    gives: { items: [kept] },
    counts: ['RC_SCORE'],
  },
  'oversize reason and match info are null': {
    dirt: { items: [item({ reason: 'x'.repeat(41), matchInfo: 'x'.repeat(65) })] },
    gives: { items: [{ ...kept, reason: null, matchInfo: null }] },
  },
  'members that are no objects have no id': {
    dirt: { items: [null, 7, 'x', []] },
    gives: { items: [] },
    counts: Array<ReasonCode>(4).fill('RC_ID'),
  },
};

describe('parseRecommendations', () => {
  for (const [name, { dirt, gives, counts = [] }] of Object.entries(rows))
    it(name, () => {
      const counted: ReasonCode[] = [];
      const page = parseRecommendations(answer(dirt), (code) => counted.push(code));
      for (const [key, value] of Object.entries(gives))
        assert.deepEqual(page[key as keyof Recommendations], value, key);
      assert.deepEqual(counted, counts);
    });

  for (const broken of [null, [], 'x', 7, { items: 'x' }, { items: {} }])
    it(`refuses ${JSON.stringify(broken)}`, () => {
      assert.throws(
        () => parseRecommendations(broken, () => undefined),
        (error) => error instanceof UpstreamError && error.cls === 'SCHEMA',
      );
    });
});
