import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keyProblem, rawId, typeOfKey } from '../../mixing/content-key.js';

test('well-formed keys of every type pass', () => {
  for (const key of [
    'VIDEO:1',
    'VIDEO:9999999999999999999',
    'LIVE:880000000003',
    'BANNER:c-90',
    `BANNER:${'a'.repeat(32)}`,
  ]) {
    assert.equal(keyProblem(key), null, key);
  }
});

test('ids that are blank, not decimal or too long are RC_ID', () => {
  const bad = ['VIDEO:', 'VIDEO:0', 'VIDEO:01', 'VIDEO:1a', 'VIDEO: 1', 'LIVE:-1', `VIDEO:${'1'.repeat(20)}`];
  for (const key of [...bad, 'BANNER:', 'BANNER:C-90', 'BANNER:a_b', `BANNER:${'a'.repeat(33)}`]) {
    assert.equal(keyProblem(key), 'RC_ID', key);
  }
});

test('other content types are RC_TYPE', () => {
  for (const key of ['', ':1', 'ITEM:5', 'video:1', 'VIDEOS:1', '1'])
    assert.equal(keyProblem(key), 'RC_TYPE', key);
});

test('a key falls into its type and its id', () => {
  assert.deepEqual([typeOfKey('LIVE:88'), rawId('LIVE:88')], ['LIVE', '88']);
});
