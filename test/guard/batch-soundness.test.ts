import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fail, MISS, ok, type Outcome } from '../../datasources/chain/outcome.js';
import { isSoundBatch } from '../../datasources/guard/batch-soundness.js';

const ids = Array.from({ length: 10 }, (_, index) => String(index));

/** A batch of ten whose first keys ended so, the others well. */
function batchOf(...first: (Outcome<string> | null)[]): ReadonlyMap<string, Outcome<string>> {
  const all = ids.map((id, index) => [id, index < first.length ? first[index] : ok('x')] as const);
  return new Map(all.filter((pair): pair is [string, Outcome<string>] => pair[1] != null));
}

describe('a batch answer', () => {
  it('is sound with a fifth of its keys failed, and not with more', () => {
    for (const cls of ['SCHEMA', 'MISSING', 'ITEM_ERROR'] as const) {
      assert.equal(isSoundBatch(ids, batchOf(fail(cls), fail(cls))), true, cls);
      assert.equal(isSoundBatch(ids, batchOf(fail(cls), fail(cls), fail(cls))), false, cls);
    }
  });

  it('has failed for keys that it does not mention, together with those that it does', () => {
    assert.equal(isSoundBatch(ids, batchOf(null, null)), true);
    assert.equal(isSoundBatch(ids, batchOf(null, fail('SCHEMA'), fail('ITEM_ERROR'))), false);
  });

  it('is sound whatever is absent or old in it', () => {
    assert.equal(isSoundBatch(ids, new Map(ids.map((id) => [id, MISS]))), true);
    assert.equal(isSoundBatch(ids, new Map(ids.map((id) => [id, fail('TOO_OLD')]))), true);
  });

  it('is sound when nothing was asked for', () => {
    assert.equal(isSoundBatch([], new Map()), true);
  });
});
