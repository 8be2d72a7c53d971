import assert from 'node:assert/strict';
import { test } from 'node:test';

import { meetsMinVersion } from '../../mixing/app-version.js';
import type { MixViewer } from '../../mixing/mix.types.js';
import type { Targeting } from '../../mixing/slot.types.js';
import { judgeTargeting, type TargetingVerdict } from '../../mixing/targeting.js';
import { ANYONE } from './support/builders.js';

const VIEWER: MixViewer = {
  crowds: ['new'],
  platform: 'IOS',
  appVersion: '9.2.0',
  region: 'CN-ZJ',
  buckets: ['668#2846'],
};

function verdict(targeting: Partial<Targeting>, viewer: Partial<MixViewer> = {}): TargetingVerdict {
  return judgeTargeting({ ...ANYONE, ...targeting }, { ...VIEWER, ...viewer });
}

test('a targeting without conditions matches a viewer of whom nothing is known', () => {
  const stranger = {
    crowds: null,
    platform: 'UNKNOWN',
    appVersion: null,
    region: null,
    buckets: [],
  } as const;
  assert.equal(verdict({}, stranger), 'MATCH');
});

test('each condition can fail alone', () => {
  const conditions: [Partial<Targeting>, Partial<Targeting>][] = [
    [{ crowdsAny: ['new', 'other'] }, { crowdsAny: ['other'] }],
    [{ crowdsNone: ['other'] }, { crowdsNone: ['other', 'new'] }],
    [{ platforms: ['WEB', 'IOS'] }, { platforms: ['WEB'] }],
    [{ regions: ['CN-ZJ'] }, { regions: ['CN-BJ'] }],
    [{ buckets: ['1#2', '668#2846'] }, { buckets: ['668#1'] }],
  ];
  for (const [met, missed] of conditions) {
    assert.equal(verdict(met), 'MATCH', JSON.stringify(met));
    assert.equal(verdict(missed), 'NO_MATCH', JSON.stringify(missed));
  }
  assert.equal(verdict({ regions: ['CN-ZJ'] }, { region: null }), 'NO_MATCH');
});

test('unknown crowds meet no crowd condition, which is told apart from a crowd that does not fit', () => {
  assert.equal(verdict({ crowdsAny: ['new'] }, { crowds: null }), 'SC_AUDIENCE');
  assert.equal(verdict({ crowdsNone: ['other'] }, { crowds: null }), 'SC_AUDIENCE');
  assert.equal(verdict({ crowdsAny: ['new'], platforms: ['WEB'] }, { crowds: null }), 'NO_MATCH');
});

test('an app below the minimum version, or of unknown version, is told apart', () => {
  assert.equal(verdict({ minAppVersion: '9.2' }), 'MATCH');
  assert.equal(verdict({ minAppVersion: '9.2.1' }), 'RQ_VERSION');
  assert.equal(verdict({ minAppVersion: '9.2' }, { appVersion: null }), 'RQ_VERSION');
});

test('versions compare as dotted numbers, missing parts as 0', () => {
  for (const [version, minimum] of [
    ['9.2', '9.2.0'],
    ['9.10', '9.9'],
    ['10', '9.99.99'],
    ['9.2.0.1', '9.2'],
  ] as const) {
    assert.ok(meetsMinVersion(version, minimum), `${version} >= ${minimum}`);
  }
  for (const [version, minimum] of [
    ['9.1.9', '9.2'],
    ['9', '9.0.1'],
    ['9.2-beta', '9.2'],
    ['9..2', '1'],
    ['', '0'],
    ['9.2.', '1'],
    ['1234567890123456', '1'],
    ['9', 'nine'],
  ] as const) {
    assert.ok(!meetsMinVersion(version, minimum), `${version} >= ${minimum}`);
  }
});
