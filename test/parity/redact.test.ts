import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Redactor } from '../../rollout/comparing/redact.js';
import type { FieldKind } from '../../rollout/comparing/comparing-rules.js';
import type { Plain } from '../../rollout/comparing/observation.js';
import { REDACTOR } from './support/compare-paths.js';

const show = (value: Plain | undefined, kind: FieldKind = 'other'): string => REDACTOR.show(value, { kind });

describe('an exemplar', () => {
  it('shows prices, numbers, times, words of the schema, and kinds of nothing', () => {
    assert.equal(show('39.90', 'decimal'), '"39.90"');
    assert.equal(show(1_922_789), '1922789');
    assert.equal(show(Date.UTC(2026, 10, 11), 'time'), '2026-11-11T00:00:00.000Z');
    assert.equal(show('ON_SALE'), 'ON_SALE');
    assert.deepEqual(
      [null, undefined, '', true].map((one) => show(one)),
      ['null', 'missing', '""', 'true'],
    );
    assert.deepEqual(
      [[1, 2], { a: 1 }].map((one) => show(one)),
      ['list of 2', 'object of 1'],
    );
  });

  it('shows nothing that a viewer could be known by', () => {
    const secrets = [
      'v-900001',
      'ANNA',
      '小红',
      '13800138000',
      'anna@example.com',
      'https://a.example/u/anna?token=s3cr3t',
    ];
    for (const secret of secrets)
      for (const kind of ['id', 'url', 'other', 'decimal', 'time'] as const) {
        const shown = show(secret, kind);
        for (const part of secret
          .split(/[/?=:]+/)
          .filter((one) => one.length > 2 && !/^(https|token)$/.test(one)))
          assert(!shown.includes(part), `${shown} has ${part}`);
      }
    assert.equal(show(13_800_138_000), 'number of 11 digits');
    assert.match(show('小红 Anna 42'), /^"字 Aa 9" 10 chars #\w{6}$/);
    assert.match(show('https://a.example/u/anna.jpg?w=2'), /^https:\/\/…\/x\/x\.jpg\?w 32 chars #\w{6}$/);
  });

  it('hashes with a secret, and alike values alike', () => {
    assert.match(show('v-1', 'id'), /^id #\w{6}$/);
    assert.match(show('ON_SALE', 'id'), /^id #/, 'an id may look like a word of the schema');
    assert.equal(show('v-1', 'id'), show('v-1', 'id'));
    assert.notEqual(show('v-1', 'id'), show('v-2', 'id'));
    assert.notEqual(new Redactor('another', new Set()).show('v-1', { kind: 'id' }), show('v-1', 'id'));
  });
});
