import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LiveRoom } from '../../../schema/live-room.type.js';
import { onShow } from '../../../datasources/live/room-state.js';
import { parseRoom, parseRoomOnShow } from '../../../datasources/live/room.contract.js';
import { accountId, roomId, roomRecord } from '../../support/records.js';
import { checkRows, contextAt, drop, NOW } from './contract-rows.js';

const id = roomId(3);
const clean = roomRecord(id, {}, NOW);
const page = `https://live.example.test/${id}`;
const replay = 'https://live.example.test/replay/3';

checkRows(parseRoom, id, clean, {
  'on air': {
    dirt: {},
    gives: { roomId: id, accountId: accountId(3), state: 'LIVE', url: page, viewerCountText: '2310' },
  },
  announced: { dirt: { state: 102 }, gives: { state: 'UPCOMING' } },
  ended: { dirt: { state: 103 }, gives: { state: 'ENDED', url: page } },
  'ended with a recording is REPLAY and leads there': {
    dirt: { state: 103, replayUrl: replay },
    gives: { state: 'REPLAY', url: replay },
  },
  'ended with a bad recording is ENDED': {
    dirt: { state: 103, replayUrl: 'nowhere' },
    gives: { state: 'ENDED', url: page },
    counts: ['CT_URL'],
  },
  'a recording of a room on air is not used': {
    dirt: { replayUrl: replay },
    gives: { state: 'LIVE', url: page },
  },
  banned: { dirt: { state: 104 }, gives: { state: 'BANNED' } },
  paused: { dirt: { state: 105 }, gives: { state: 'PAUSED' } },
  'error is no room': { dirt: { state: 106 }, gives: drop('LV_STATE') },
  'expired is no room': { dirt: { state: 107 }, gives: drop('LV_STATE') },
  'an unknown code is no room': { dirt: { state: 199 }, gives: drop('LV_STATE') },
  'a code as text is refused': { dirt: { state: '101' }, gives: 'SCHEMA' },
  'no room id is refused': { dirt: { roomId: null }, gives: 'SCHEMA' },
  'no title drops it': { dirt: { title: '' }, gives: drop('CT_TITLE') },
  'no cover drops it': { dirt: { coverUrl: null }, gives: drop('CT_MEDIA') },
  'no page drops it': { dirt: { url: null }, gives: drop('CT_URL') },
  'viewers unknown are null': {
    dirt: { viewers: null },
    gives: { viewerCount: null, viewerCountText: null },
    counts: ['LV_COUNT'],
  },
  'negative viewers are null': { dirt: { viewers: -1 }, gives: { viewerCount: null }, counts: ['LV_COUNT'] },
  'a hundred million viewers are believed': { dirt: { viewers: 1e8 }, gives: { viewerCountText: '1亿' } },
  'more are not': { dirt: { viewers: 1e8 + 1 }, gives: { viewerCount: null }, counts: ['LV_COUNT'] },
  'no start is null': { dirt: { startAt: null }, gives: { startAt: null } },
});

it('cards show rooms on air, and announced ones until ten minutes past their start', () => {
  const shown = (dirt: object): boolean => {
    const room = parseRoom({ ...clean, ...dirt }, id, contextAt(NOW).context);
    assert.ok(room instanceof LiveRoom);
    return onShow(room, NOW);
  };
  assert.equal(shown({ state: 101 }), true);
  assert.equal(shown({ state: 102, startAt: NOW + 86_400_000 }), true);
  assert.equal(shown({ state: 102, startAt: null }), true);
  assert.equal(shown({ state: 102, startAt: NOW - 600_000 }), true);
  assert.equal(shown({ state: 102, startAt: NOW - 600_001 }), false);
  for (const state of [103, 104, 105]) assert.equal(shown({ state }), false);
  assert.equal(shown({ state: 103, replayUrl: replay }), false);
});

checkRows(parseRoomOnShow, accountId(3), clean, {
  'a room on air passes': { dirt: {}, gives: { roomId: id } },
  'an ended room is dropped': { dirt: { state: 103 }, gives: drop('LV_STATE') },
  'a room ten minutes late passes': { dirt: { state: 102, startAt: NOW - 600_000 }, gives: { roomId: id } },
  'a later one is dropped': { dirt: { state: 102, startAt: NOW - 600_001 }, gives: drop('LV_STATE') },
  'a faulty record is refused': { dirt: { state: null }, gives: 'SCHEMA' },
});
