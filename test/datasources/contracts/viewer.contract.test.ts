import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseExposures } from '../../../datasources/exposure/exposure.contract.js';
import {
  parseAuthorState,
  parseProfile,
  parseVideoState,
} from '../../../datasources/engagement/engagement.contract.js';
import { UpstreamError } from '../../../datasources/http/upstream-error.js';
import { assertSubject } from '../../../datasources/parsing/subject.js';
import { authorStateRecord, videoStateRecord } from '../../support/records.js';
import { checkRows } from './contract-rows.js';

const refusal = (cls: string) => (error: unknown) => error instanceof UpstreamError && error.cls === cls;

checkRows(parseVideoState, '1', videoStateRecord('1'), {
  'a state passes': { dirt: { liked: true }, gives: { liked: true, favorited: false } },
  'unknown is never false': { dirt: { liked: null }, gives: 'SCHEMA' },
  'a flag as text is refused': { dirt: { favorited: 'true' }, gives: 'SCHEMA' },
});

checkRows(parseAuthorState, '1', authorStateRecord('1'), {
  'a state passes': { dirt: { blocked: true }, gives: { following: false, blocked: true } },
  'a flag as number is refused': { dirt: { following: 1 }, gives: 'SCHEMA' },
});

describe('exposures', () => {
  it('keep the latest sight of each content and leave out what has another shape', () => {
    const { lastSeen, timesSeen } = parseExposures({
      contents: [
        { key: 'VIDEO:7', lastSeenAt: 20 },
        { key: 'VIDEO:7', lastSeenAt: 10 },
        { key: 'BANNER:c-1', lastSeenAt: 5 },
        { key: 'VIDEO:x', lastSeenAt: 5 },
        { key: 'LIVE:8', lastSeenAt: '5' },
        null,
      ],
      creativeCounts: { 'c-1': { d1: 1, d7: 3, d30: -2 }, 'c-2': null },
    });
    assert.deepEqual([...lastSeen], [['VIDEO:7', 20], ['BANNER:c-1', 5]]); // prettier-ignore
    assert.deepEqual([timesSeen('c-1', 7), timesSeen('c-1', 30), timesSeen('c-2', 1)], [3, 0, 0]);
  });

  it('know no creative by the name of an object method', () => {
    assert.equal(parseExposures({ contents: [], creativeCounts: {} }).timesSeen('toString', 1), 0);
  });

  it('are refused without a list', () => {
    assert.throws(() => parseExposures({ contents: null }), refusal('SCHEMA'));
  });
});

describe('a profile', () => {
  it('leaves out crowds and a region of another shape', () => {
    assert.deepEqual(parseProfile({ crowds: ['new', 'NEW', 7, 'x'.repeat(33)], region: 'Zhejiang' }), {
      crowds: ['new'],
      region: null,
    });
  });

  it('is refused without crowds', () => {
    assert.throws(() => parseProfile({ crowds: 'new' }), refusal('SCHEMA'));
  });
});

describe('an answer for somebody else', () => {
  const viewer = { viewerId: 'u1', deviceId: 'd1' };
  const counted: string[] = [];
  const report = (code: string) => void counted.push(code);
  it('is refused, each time counted', () => {
    for (const subject of ['v:u2', 'd:d1', 'u1', undefined])
      assert.throws(() => assertSubject('X', { subject }, { viewer, report }), refusal('IDENTITY'));
    assert.deepEqual(counted, Array(4).fill('PR_PRIVATE'));
  });
  it('passes when it names the viewer, or the device of an anonymous one', () => {
    const device = { ...viewer, viewerId: null };
    assert.doesNotThrow(() => assertSubject('X', { subject: 'v:u1' }, { viewer, report }));
    assert.doesNotThrow(() => assertSubject('X', { subject: 'd:d1' }, { viewer: device, report }));
  });
});
