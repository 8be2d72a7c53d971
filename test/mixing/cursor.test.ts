import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';

import { cursorAge, isForeign, isPlanPinned, judgeCursor, viewerHash } from '../../mixing/cursor-checks.js';
import { decodeCursor, encodeCursor } from '../../mixing/cursor.js';
import type { CursorState } from '../../mixing/cursor.types.js';
import { resumeState } from '../../mixing/resume-state.js';
import { KEYS, SESSION } from './support/cursors.js';

const STATE: CursorState = {
  ...SESSION,
  offset: 2,
  legacyPage: null,
  snapshotIndex: 0,
  served: [11, 12],
  dims: [{ author: 1, shop: null, category: null, contentType: 5, spu: null }],
  dedupeKeys: [21, null],
  unservedIds: ['610000000007'],
  early: ['home-2@7'],
};

function refusal(text: string, keys = KEYS): string {
  const result = decodeCursor(text, keys);
  return 'refused' in result ? result.refused : 'accepted';
}

/** Signs any bytes as a cursor of the first key. */
function signed(json: string | Buffer, version = 1, kid = 7): string {
  const body = Buffer.concat([
    Buffer.of(version, kid),
    typeof json === 'string' ? deflateRawSync(json) : json,
  ]);
  const mac = createHmac('sha256', Buffer.alloc(32, 'new')).update(body).digest().subarray(0, 16);
  return Buffer.concat([body, mac]).toString('base64url');
}

test('the layout is version, key id, raw deflate of the JSON and 16 bytes of HMAC-SHA-256', () => {
  const json =
    '{"s":"Zk3vQ0m1T2y5b8cD4eF6gA","c":"home","t":0,"p":412,"y":7,"u":"p2:8f1c","h":null,' +
    '"x":[["feed-primary","feed-primary-1","primary"]],"w":null,"q":1573401600,"a":1573401660,' +
    '"o":2,"g":null,"i":0,"r":"AAAACwAAAAw=","d":"BQkAAAABAAAABQ==","k":"AgEAAAAV",' +
    '"l":["610000000007"],"e":["home-2@7"]}';
  assert.deepEqual(decodeCursor(signed(json), KEYS), STATE);
  assert.deepEqual(decodeCursor(encodeCursor(STATE, KEYS), KEYS), STATE);
});

test('the first key signs, every key is accepted, an unknown key is refused', () => {
  const old = encodeCursor(STATE, KEYS.slice(1));
  assert.deepEqual(decodeCursor(old, KEYS), STATE);
  assert.equal(refusal(old, KEYS.slice(0, 1)), 'KEY');
  assert.throws(() => encodeCursor(STATE, []), RangeError);
});

test('a key with the same id but other bytes is refused', () => {
  assert.equal(refusal(encodeCursor(STATE, [{ kid: 7, key: randomBytes(32) }])), 'SIGNATURE');
});

test('texts that are no cursor are refused for what is wrong with them', () => {
  const good = encodeCursor(STATE, KEYS);
  assert.equal(refusal(''), 'ENCODING');
  assert.equal(refusal('%%%'), 'ENCODING');
  assert.equal(refusal(`${good}=`), 'ENCODING');
  assert.equal(refusal('A'.repeat(4097)), 'TOO_LONG');
  assert.equal(refusal('A'.repeat(4096)), 'VERSION');
  assert.equal(refusal(signed('{}', 2)), 'VERSION');
  assert.equal(refusal(signed('{}', 1, 9)), 'KEY');
});

/** The smallest content of a cursor. */
const WIRE = {
  ...{ s: 's', c: 'home', t: 0, p: 1, y: 1, u: null, h: null, x: [], w: null, q: 1, a: 1 },
  ...{ o: 0, g: null, i: 0, r: '', d: 'AA==', k: 'AA==', l: [], e: [] },
};

test('signed content of another shape is refused, as a former release may have made it', () => {
  assert.equal(refusal(signed('{}')), 'CONTENT');
  assert.equal(refusal(signed('not json')), 'CONTENT');
  assert.equal(refusal(signed('null')), 'CONTENT');
  assert.equal(refusal(signed(Buffer.from('not deflated'))), 'CONTENT');
  const wire = (change: Record<string, unknown>): string => signed(JSON.stringify({ ...WIRE, ...change }));
  assert.equal(refusal(wire({})), 'accepted');
  const broken = [
    { t: 4 },
    { o: 301 },
    { o: -1 },
    { r: 'AAA' },
    { k: 'CAAA' },
    { d: '' },
    { l: Array(41).fill('1') },
    { z: 1 },
  ];
  for (const change of broken) assert.equal(refusal(wire(change)), 'CONTENT', JSON.stringify(change));
});

test('a signed text may inflate to 16 KiB and no further', () => {
  const json = JSON.stringify(WIRE);
  assert.equal(refusal(signed(json.padEnd(16 * 1024))), 'accepted');
  assert.equal(refusal(signed(json.padEnd(16 * 1024 + 1))), 'CONTENT');
});

test('the cursor of a full session fits without giving anything up', () => {
  const hashes = (count: number): number[] =>
    Array.from({ length: count }, () => randomBytes(4).readUInt32BE());
  const full: CursorState = {
    ...STATE,
    offset: 300,
    algorithmCursor: randomBytes(192).toString('base64'),
    arms: [...STATE.arms, ...STATE.arms],
    viewerHash: viewerHash({ viewerId: 'u1001', deviceId: null }, KEYS),
    served: hashes(300),
    dims: Array.from({ length: 19 }, () => {
      const [author = 0, shop = 0, category = 0, spu = 0] = hashes(4);
      return { author, shop, category, contentType: 5, spu };
    }),
    dedupeKeys: hashes(50),
    unservedIds: hashes(40).map((hash) => `6${String(hash).padStart(18, '1')}`),
    early: ['home-recommended-slot@297', 'home-recommended-slot@299'],
  };
  const text = encodeCursor(full, KEYS);
  assert.ok(text.length <= 4096, String(text.length));
  assert.deepEqual(decodeCursor(text, KEYS), full);
});

test('mixing resumes with the served items, their fingerprints and the scatter values of the last ones', () => {
  const { offset, served, tail, early } = resumeState(STATE);
  assert.equal(offset, 2);
  assert.deepEqual(served, new Set([11, 12]));
  assert.deepEqual(early, new Set(['home-2@7']));
  const none = { author: null, shop: null, category: null, contentType: null, spu: null };
  assert.deepEqual(tail, [
    { key: 11, dedupeKey: 21, dims: none },
    { key: 12, dedupeKey: null, dims: { ...none, author: 1, contentType: 5 } },
  ]);
});

const VIEWER = { viewerId: 'u1001', deviceId: 'd9f2' };
const DEVICE = { viewerId: null, deviceId: 'd9f2' };
const NOBODY = { viewerId: null, deviceId: null };

test('a cursor belongs to one scene and one viewer, else one device', () => {
  for (const owner of [VIEWER, DEVICE, NOBODY]) {
    const state = { ...STATE, viewerHash: viewerHash(owner, KEYS) };
    for (const asker of [VIEWER, DEVICE, NOBODY]) {
      assert.equal(isForeign(state, { ...asker, sceneId: 'home' }, KEYS), asker !== owner);
    }
    assert.ok(isForeign(state, { ...owner, sceneId: 'channel' }, KEYS));
  }
  const sameText = { viewerId: 'd9f2', deviceId: null };
  assert.notEqual(viewerHash(sameText, KEYS), viewerHash(DEVICE, KEYS));
  assert.equal(Buffer.from(String(viewerHash(VIEWER, KEYS)), 'base64url').length, 8);
});

test('a cursor of a former key still belongs to its viewer', () => {
  const state = { ...STATE, viewerHash: viewerHash(VIEWER, KEYS.slice(1)) };
  assert.ok(!isForeign(state, { ...VIEWER, sceneId: 'home' }, KEYS));
});

test('a cursor is honoured for six hours and pins its plan for thirty minutes of the session', () => {
  const issued = STATE.issuedAt * 1000;
  const started = STATE.startedAt * 1000;
  const asked = (now: number): string | null => judgeCursor(STATE, { ...NOBODY, sceneId: 'home', now }, KEYS);
  assert.equal(asked(issued + 6 * 3_600_000), null);
  assert.equal(asked(issued + 6 * 3_600_000 + 1), 'EXPIRED');
  assert.equal(judgeCursor(STATE, { ...VIEWER, sceneId: 'home', now: issued }, KEYS), 'FOREIGN');
  assert.equal(cursorAge(STATE, issued - 5000), 0);
  assert.equal(cursorAge(STATE, issued + 5000), 5000);
  assert.ok(isPlanPinned(STATE, started + 1_800_000));
  assert.ok(!isPlanPinned(STATE, started + 1_800_001));
});
